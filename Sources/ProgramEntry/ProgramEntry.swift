// SPDX-License-Identifier: MIT

package import ArgumentParser
import Foundation

extension AsyncParsableCommand {
    /// Runs the program: help goes to standard output with status 0, a failure to standard error as a sentence that starts
    /// with the program's name, with status 1.
    package static func runProgram(_ arguments: [String] = Array(CommandLine.arguments.dropFirst())) async {
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let isHelp = exitCode(for: error) == .success
            let text = isHelp ? fullMessage(for: error) : "\(_commandName): \(message(for: error))"
            FileHandle(fileDescriptor: isHelp ? 1 : 2).write(Data((text + "\n").utf8))
            Foundation.exit(isHelp ? 0 : 1)
        }
    }
}
