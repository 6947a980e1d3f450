// SPDX-License-Identifier: MIT

import ArgumentParser
import ConfigurationFile
import Foundation
import TelemetryCollector

/// The settings that all commands of the collector share: where its data is, and how to read it.
struct CollectorOptions: ParsableArguments {
    @Option(name: [.customShort("c"), .customLong("config")], help: "A YAML file with the settings.")
    var configurationFile: String?

    @Option(help: "\(CollectorSetting.data.meaning) Default: ./butler-telemetry-data.")
    var data: String?

    @Option(help: "\(CollectorSetting.database.meaning)")
    var database: String?

    @Option(help: "\(CollectorSetting.pepperFile.meaning)")
    var pepperFile: String?

    /// The effective settings, or every mistake at once.
    ///
    /// - Parameter more: what a command's own options set.
    func configuration(_ more: [CollectorSetting: String] = [:]) throws -> CollectorConfiguration {
        let reading = ConfigurationReading()
        let file = try configurationFile.map { try ConfigurationFile.read($0, reading: reading) }
        var options = more
        options[.data] = data
        options[.database] = database
        options[.pepperFile] = pepperFile
        let configuration = CollectorConfiguration(
            options: options, environment: ProcessInfo.processInfo.environment, file: file, reading: reading)
        guard reading.problems.isEmpty else {
            throw ValidationError(reading.problems.map(\.description).joined(separator: "\n"))
        }
        return configuration
    }
}
