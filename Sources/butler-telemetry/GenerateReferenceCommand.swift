// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import TelemetryCollector
import TelemetryWire

/// For those who change the interface or the settings, not for those who use them.
struct GenerateReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-reference", abstract: "Write the documents that are made from the code.",
        shouldDisplay: false)

    @Option(help: "Where to write the page, docs/collector-configuration.md.")
    var settings: String

    @Option(help: "Where to write the interface, docs/reference/telemetry-collector.openapi.json.")
    var interface: String

    func run() throws {
        try CollectorReference.text.write(toFile: settings, atomically: true, encoding: .utf8)
        try CollectorInterface.text.write(toFile: interface, atomically: true, encoding: .utf8)
    }
}
