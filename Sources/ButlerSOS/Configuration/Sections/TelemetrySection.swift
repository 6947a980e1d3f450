// SPDX-License-Identifier: MIT

import ConfigurationFile
import HTTPExchange
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
    static let urlVariable = "BUTLER_SOS_TELEMETRY_URL"
    static let secretVariable = "BUTLER_SOS_TELEMETRY_SECRET"

    /// Whatever is wrong here keeps telemetry from being sent, and never the monitor from starting: mistakes are warnings.
    ///
    /// - Parameter repositoryHosts: where the Sense repository service may be, best first, as `HOST[:PORT]`.
    static func read(
        _ section: ConfigurationSection, isConfigured: Bool?, repositoryHosts: [String], environment: [String: String],
        configurationPath: String
    ) -> TelemetrySettings {
        section.isEnforced = false
        var settings = TelemetrySettings(
            isConfigured: isConfigured, collector: collector(section, environment),
            gracePeriod: section.milliseconds(
                "firstStartGracePeriod", in: 0...86_400_000,
                default: Int(TelemetryOptions.defaultGracePeriod.components.seconds) * 1000,
                "How long nothing is sent after the notice was first shown."),
            providedSecret: secret(section, environment),
            authorityFile: section.text(
                "caFile", "A PEM file with the certificates that sign the collector's, beside those of the system.",
                example: "certs/collector-ca.pem"
            ).flatMap { file in
                file.isEmpty ? nil : ConfiguredFile.find(file, "caFile", in: section, beside: configurationPath)
            },
            proxy: proxy(section),
            repositoryHost: repositoryHosts.first { !$0.isEmpty }.map(MonitoredServer.hostName) ?? "")
        section.rejectUnknownKeys()
        let mistakes = section.notes
        settings.obstacle = mistakes.first?.description
        if isConfigured != false {
            for mistake in mistakes { section.reading.warn("no telemetry is sent: \(mistake)") }
        }
        return settings
    }

    /// The published switch; `nil` if the file does not say.
    static func isConfigured(_ root: ConfigurationSection) -> Bool? {
        let key = "anonTelemetry"
        // Whatever else stands there, it is not a yes; nothing is not a yes either.
        let isOn = root.boolean(
            key, default: root.isDescription || !root.mentions(key),
            "Tell the makers anonymously which features are on and what this program runs on.")
        if root.mentions(key), !root.has(key) { root.warn(key, "has no value, which counts as false") }
        return root.mentions(key) ? isOn : nil
    }

    private static func collector(_ section: ConfigurationSection, _ environment: [String: String]) -> CollectorURL? {
        let configured =
            section.text(
                "collectorURL", "Where telemetry is sent; without it nothing is. Environment: \(urlVariable).",
                example: "https://telemetry.example.com") ?? ""
        let variable = environment[urlVariable] ?? ""
        guard let text = [configured, variable].first(where: { !$0.isEmpty }) else { return nil }
        do { return try CollectorURL(text) } catch {
            let key = configured.isEmpty ? "collectorURL (from \(urlVariable))" : "collectorURL"
            section.report(key, expected: error.description, found: "another kind of text")
            return nil
        }
    }

    private static func proxy(_ section: ConfigurationSection) -> HTTPProxy? {
        let text =
            section.text(
                "proxyURL",
                "A proxy on the way to the collector. Environment: HTTPS_PROXY, and NO_PROXY for exceptions.",
                format: .url, example: "http://proxy.example.com:3128") ?? ""
        guard !text.isEmpty else { return nil }
        if let proxy = HTTPProxy(text) { return proxy }
        // It may hold a password.
        section.report(
            "proxyURL", expected: "http://[USER:PASSWORD@]HOST:PORT or socks5://HOST:PORT",
            found: "another kind of text")
        return nil
    }

    private static func secret(_ section: ConfigurationSection, _ environment: [String: String]) -> InstallSecret? {
        let file = section.text(
            "secretFile",
            "A file with 64 hexadecimal digits that the ID is made from, for hosts without a lasting state folder. "
                + "Environment, the digits themselves: \(secretVariable).", example: "certs/telemetry-secret.txt")
        if let text = environment[secretVariable], !text.isEmpty {
            if let secret = Hex.decode(text.filter { !$0.isWhitespace }).flatMap(InstallSecret.init) { return secret }
            section.report(
                "secretFile (from \(secretVariable))", expected: "64 hexadecimal digits",
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
}
