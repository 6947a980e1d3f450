// SPDX-License-Identifier: MIT

package import ArgumentParser
import Foundation

extension AsyncParsableCommand {
    /// Runs the program: help goes to standard output with status 0, a failure to standard error as a sentence that starts
    /// with the program's name, with status 1. Output that could not be written is a failure, too.
    package static func runProgram(_ arguments: [String] = Array(CommandLine.arguments.dropFirst())) async {
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            // What was printed may still be in a buffer.
            guard fflush(nil) == 0 else {
                fail("standard output cannot be written: \(String(cString: strerror(errno)))")
            }
        } catch {
            guard exitCode(for: error) == .success else { fail(message(for: error)) }
            do {
                try StandardOutput.write((fullMessage(for: error) + "\n").utf8)
                Foundation.exit(0)
            } catch {
                fail("\(error)")
            }
        }
    }

    private static func fail(_ message: String) -> Never {
        // If this cannot be written either, the status still tells.
        try? FileHandle.standardError.write(contentsOf: Data("\(_commandName): \(message)\n".utf8))
        Foundation.exit(1)
    }
}
