// SPDX-License-Identifier: MIT

import ConfigurationFile
import Monitoring
import TelemetryClient
import TelemetryWire

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The telemetry settings: the published switch, and the keys below `telemetry`.
enum TelemetrySection {
    static func read(_ root: ConfigurationSection, servers: [MonitoredServer], environment: [String: String])
        -> TelemetrySettings
    {
        let section = root.section("telemetry")
        let settings = TelemetrySettings(
            isConfigured: root.boolean("anonTelemetry"), collector: collector(section, environment),
            gracePeriod: .milliseconds(
                section.integer(
                    "firstStartGracePeriod", in: 0...86_400_000, what: "milliseconds",
                    default: Int(TelemetrySettings.defaultGracePeriod.components.seconds) * 1000)),
            providedSecret: secret(section, environment), repositoryHost: repositoryHost(root, servers))
        for key in ["caFile", "proxyURL"] { _ = section.text(key) }
        section.rejectUnknownKeys()
        return settings
    }

    private static func collector(_ section: ConfigurationSection, _ environment: [String: String]) -> CollectorURL? {
        let configured = section.text("collectorURL") ?? ""
        let variable = environment["BUTLER_SOS_TELEMETRY_URL"] ?? ""
        guard let text = [configured, variable].first(where: { !$0.isEmpty }) else { return nil }
        do { return try CollectorURL(text) } catch {
            let key = configured.isEmpty ? "collectorURL (from BUTLER_SOS_TELEMETRY_URL)" : "collectorURL"
            section.report(key, expected: error.description, found: "another kind of text")
            return nil
        }
    }

    private static func secret(_ section: ConfigurationSection, _ environment: [String: String]) -> InstallSecret? {
        let file = section.text("secretFile")
        if let text = environment["BUTLER_SOS_TELEMETRY_SECRET"], !text.isEmpty {
            if let secret = Hex.decode(text).flatMap(InstallSecret.init) { return secret }
            section.report(
                "secretFile (from BUTLER_SOS_TELEMETRY_SECRET)", expected: "64 hexadecimal digits",
                found: "something else")
            return nil
        }
        guard let file, !file.isEmpty else { return nil }
        guard let text = HostFiles().text(file) else {
            section.report(
                "secretFile", expected: "a readable file", found: "\"\(file)\": \(String(cString: strerror(errno)))")
            return nil
        }
        let digits = text.filter { !$0.isWhitespace }
        if let secret = Hex.decode(digits).flatMap(InstallSecret.init) { return secret }
        section.report("secretFile", expected: "a file with 64 hexadecimal digits", found: "something else")
        return nil
    }

    /// `appNames.hostIP`, else `logdb.host`, else the host of the first server, without a port.
    private static func repositoryHost(_ root: ConfigurationSection, _ servers: [MonitoredServer]) -> String {
        let candidates = [
            root.section("appNames").text("hostIP"), root.section("logdb").text("host"), servers.first?.host,
        ]
        return candidates.compactMap { $0 }.first { !$0.isEmpty }.map(MonitoredServer.hostName) ?? ""
    }
}
