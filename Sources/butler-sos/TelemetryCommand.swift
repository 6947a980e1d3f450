// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation
import TelemetryClient

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
            // The ID that is shown is the one that will be used, so it is made now if the monitor never ran.
            try? state.make()
            let setup = TelemetrySetup(configuration, state: state, environment: environment, noTelemetry: false)
            print(TelemetryPreview.text(setup, now: Int(Date().timeIntervalSince1970)))
            if case .ephemeral(let reason) = setup.identity.kind {
                let note = "note: the ID is only an example, since none can be kept: \(reason)\n"
                FileHandle.standardError.write(Data(note.utf8))
            }
        }
    }
}
