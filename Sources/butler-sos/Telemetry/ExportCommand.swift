// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import TelemetryClient
import TelemetryWire

/// For servers without a way to the collector.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the report that would be sent now, signed, into a file for the collector's operator.")

    @Argument(help: "The new file's name, or - for standard output.")
    var file: String

    @OptionGroup var options: TelemetryCommandOptions

    func run() throws {
        let telemetry = try options.telemetry()
        guard file != "-" else { return Swift.print(try telemetry.export(at: Telemetry.now())) }
        // Made before anything is signed: a counter that is used for nothing would leave a gap to explain.
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let hint = errno == EEXIST ? ". Name a file that does not exist yet" : ""
            throw ValidationError("\(file) cannot be made: \(String(cString: strerror(errno)))\(hint)")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do { try handle.write(contentsOf: Data((try telemetry.export(at: Telemetry.now()) + "\n").utf8)) } catch {
            unlink(file)
            throw error
        }
        options.print(
            CommandAnswer(
                ["\(file) holds one signed report. Its collector takes it with: butler-telemetry import \(file)"],
                [.init("file", .string(file))]))
    }
}
