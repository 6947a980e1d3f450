// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation

/// For those who change the settings, not for those who use them.
struct GenerateReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-reference", abstract: "Write the reference page and the template of the configuration.",
        shouldDisplay: false)

    @Option(help: "Where to write the page, docs/configuration.md.")
    var docs: String

    @Option(help: "Where to write the template, config/production.yaml.")
    var template: String

    func run() throws {
        try ConfigurationPages.reference.write(toFile: docs, atomically: true, encoding: .utf8)
        try ConfigurationPages.template.write(toFile: template, atomically: true, encoding: .utf8)
    }
}
