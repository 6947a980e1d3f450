// SPDX-License-Identifier: MIT

package import ConfigurationFile
package import HTTPListener
import NIOCore

/// How the collector runs.
///
/// Each value comes from the command line, else the environment, else the configuration file, else the default.
package struct CollectorConfiguration: Sendable {
    package static let pepperVariable = "BUTLER_TELEMETRY_PEPPER"
    package static let adminTokenVariable = "BUTLER_TELEMETRY_ADMIN_TOKEN"

    package var listen: ListenAddress
    package var dataDirectory: String
    package var database: DatabaseLocation
    package var secrets = SecretSources()
    /// A reverse proxy stands in front, so that a loopback address does not mean a local reader.
    package var isBehindProxy: Bool
    /// HTTPS instead of HTTP.
    package var tls: TLSFiles?
    /// Each per hour; 0 is no limit.
    package var requestsPerAddress: Int
    package var messagesPerInstallation: Int
    package var newInstallations: Int
    package var connectionLimits = ConnectionLimits()
    package var maximumConnections: Int
    /// What stands on every page.
    package var notice: String?

    /// - Parameters:
    ///   - options: what the command line gives.
    ///   - file: the configuration file's root, if there is a file.
    ///   - reading: gets every mistake.
    package init(
        options: [CollectorSetting: String], environment: [String: String], file: ConfigurationSection?,
        reading: ConfigurationReading
    ) {
        let sources = SettingSources(options: options, environment: environment, file: file, reading: reading)
        listen = Self.listen(sources)
        dataDirectory = sources.text(.data)?.text ?? CollectorSetting.data.fallbackText
        database = Self.database(sources)
        isBehindProxy = sources.flag(.behindProxy)
        secrets.pepper = Self.secret(.pepperFile, Self.pepperVariable, sources)
        secrets.adminToken = Self.secret(.adminTokenFile, Self.adminTokenVariable, sources)
        tls = Self.tls(sources)
        requestsPerAddress = sources.number(.requestsPerAddress)
        messagesPerInstallation = sources.number(.messagesPerInstallation)
        newInstallations = sources.number(.newInstallations)
        connectionLimits.requestTime = .seconds(Int64(sources.number(.requestSeconds)))
        connectionLimits.idleTime = .seconds(Int64(sources.number(.idleSeconds)))
        maximumConnections = sources.number(.connections)
        notice = Self.notice(sources)
        file?.rejectUnknownKeys()
    }

    /// Only this machine reaches the collector: nothing is asked of a reader.
    package var isOpen: Bool { listen.isLoopback && !isBehindProxy }

    private static func listen(_ sources: SettingSources) -> ListenAddress {
        let setting = CollectorSetting.listen
        let found = sources.text(setting) ?? .init(text: setting.fallbackText, place: setting.option)
        if let address = ListenAddress(found.text, setting: found.place) { return address }
        sources.report(found, setting.expectation)
        return ListenAddress(host: "127.0.0.1", port: 0, setting: found.place)
    }

    private static func notice(_ sources: SettingSources) -> String? {
        guard let found = sources.text(.notice) else { return nil }
        guard found.text.count <= 200 else {
            sources.report(found, CollectorSetting.notice.expectation)
            return nil
        }
        return found.text
    }

    private static func database(_ sources: SettingSources) -> DatabaseLocation {
        guard let found = sources.text(.database, isSecret: true) else { return .sqlite }
        if let location = DatabaseLocation(found.text) { return location }
        sources.report(found, CollectorSetting.database.expectation, isSecret: true)
        return .sqlite
    }

    private static func secret(
        _ setting: CollectorSetting, _ variable: String, _ sources: SettingSources
    ) -> SecretSources.Source {
        let file = sources.text(setting)
        guard let value = sources.environment[variable], !value.isEmpty else {
            return file.map { .file($0.text) } ?? .dataFolder
        }
        if let file {
            sources.reading.add(
                key: variable, expected: "either this or \(file.place), not both", found: "both")
        }
        return .text(value, setting: variable)
    }

    private static func tls(_ sources: SettingSources) -> TLSFiles? {
        switch (sources.text(.certificateFile), sources.text(.keyFile)) {
        case (let certificate?, let key?): return TLSFiles(certificateFile: certificate.text, keyFile: key.text)
        case (nil, nil): return nil
        case (let certificate?, nil):
            sources.reading.add(
                key: CollectorSetting.keyFile.key, expected: "the private key that goes with \(certificate.place)",
                found: "nothing")
        case (nil, let key?):
            sources.reading.add(
                key: CollectorSetting.certificateFile.key, expected: "the certificate that goes with \(key.place)",
                found: "nothing")
        }
        return nil
    }
}

extension CollectorSetting {
    fileprivate var fallbackText: String {
        if case .text(_, let fallback) = kind { fallback } else { "" }
    }

    fileprivate var expectation: String {
        if case .text(let expectation, _) = kind { expectation } else { "" }
    }
}
