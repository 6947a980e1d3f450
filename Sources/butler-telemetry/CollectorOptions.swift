// SPDX-License-Identifier: MIT

import ArgumentParser
import ConfigurationFile
import Foundation
import TelemetryCollector

/// The settings that all commands of the collector share.
struct CollectorOptions: ParsableArguments {
    @Option(name: [.customShort("c"), .customLong("config")], help: "A YAML file with the settings.")
    var configurationFile: String?

    @Option(help: "The folder for the database and the secrets. Default: ./butler-telemetry-data.")
    var data: String?

    /// The effective settings, or every mistake at once.
    func configuration(listen: String? = nil, isBehindProxy: Bool = false) throws -> CollectorConfiguration {
        let reading = ConfigurationReading()
        let file = try configurationFile.map { try ConfigurationFile.read($0, reading: reading) }
        let configuration = CollectorConfiguration(
            listen: listen, data: data, isBehindProxy: isBehindProxy, environment: ProcessInfo.processInfo.environment,
            file: file,
            reading: reading)
        guard reading.problems.isEmpty else {
            throw ValidationError(reading.problems.map(\.description).joined(separator: "\n"))
        }
        return configuration
    }

    /// The data of a collector that was started before: a mistyped folder must not become a new one.
    func existingDirectory() throws -> DataDirectory {
        let path = try configuration().dataDirectory
        guard FileManager.default.fileExists(atPath: path + "/telemetry.sqlite") else {
            throw ValidationError("\(path) holds no collector's data; name its folder with --data")
        }
        return try DataDirectory(path: path)
    }
}
