// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation

/// For those who change the settings, not for those who use them.
struct GenerateReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-reference", abstract: "Write the documents that are made from the code.",
        shouldDisplay: false)

    @Option(help: "Where to write the page, docs/configuration.md.")
    var docs: String

    @Option(help: "Where to write the template, config/production.yaml.")
    var template: String

    @Option(help: "The page whose tables to renew, docs/telemetry.md.")
    var telemetry: String

    @Option(help: "Where to write the schema of a report, docs/reference/telemetry-report.schema.json.")
    var schema: String

    func run() throws {
        try ConfigurationPages.reference.write(toFile: docs, atomically: true, encoding: .utf8)
        let page = try TelemetryPages.page(from: String(contentsOfFile: telemetry, encoding: .utf8))
        try page.write(toFile: telemetry, atomically: true, encoding: .utf8)
        try TelemetryPages.schema.write(toFile: schema, atomically: true, encoding: .utf8)
        try ConfigurationPages.template.write(toFile: template, atomically: true, encoding: .utf8)
    }
}
