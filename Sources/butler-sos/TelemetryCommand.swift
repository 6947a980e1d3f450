// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation

struct TelemetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telemetry", abstract: "See what the anonymous telemetry does.", subcommands: [PreviewCommand.self]
    )

    struct PreviewCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "preview", abstract: "Print the exact report that would be sent now; send nothing.")

        @OptionGroup var instance: InstanceOptions

        func run() throws {
            let environment = ProcessInfo.processInfo.environment
            let path = try instance.checkedPath()
            let configuration = try MonitorConfiguration.read(path, environment: environment)
            let state = StateDirectory(given: instance.state, environment: environment, configurationPath: path)
            let setup = TelemetrySetup(
                configuration, state: state, environment: environment, noTelemetry: false, isOnlyLooking: true)
            print(TelemetryPreview.text(setup, now: Int(Date().timeIntervalSince1970)))
            for note in TelemetryPreview.notes(setup) { FileHandle.standardError.write(Data("note: \(note)\n".utf8)) }
        }
    }
}
