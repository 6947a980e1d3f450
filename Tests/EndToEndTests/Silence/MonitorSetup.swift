// SPDX-License-Identifier: MIT

/// How a monitor is started: everything that has a say about telemetry. As it is here, a report leaves at once.
struct MonitorSetup: Sendable {
    static let collectorName = "telemetry.example.test"

    var environment: [String: String] = [:]
    var arguments: [String] = []
    var anonTelemetry = true
    var hasSystemInfo = true
    var collectorURL: String? = "https://\(collectorName)"
    /// In milliseconds.
    var gracePeriod = 0
    /// The certificate of the authority that signed the collector's.
    var authorityFile: String?
    /// An administrator switched telemetry off with a command before.
    var isDisabled = false
    /// There is a place where state can be kept.
    var hasState = true
    /// Hosts of servers that are listed before those of the site.
    var serversBefore: [String] = []
    /// By what the site's first server is called, in place of its address.
    var nameOfFirstServer = "127.0.0.1"
    /// A line below `Butler-SOS`.
    var others = ""

    /// The configuration that says so.
    func configuration(of site: String) -> String {
        var text = site
        if !anonTelemetry { text = text.replacing("anonTelemetry: true", with: "anonTelemetry: false") }
        if !hasSystemInfo { text += "  systemInfo:\n    enable: false\n" }
        text += "  telemetry:\n    firstStartGracePeriod: \(gracePeriod)\n"
        if let collectorURL { text += "    collectorURL: \(collectorURL)\n" }
        if let authorityFile { text += "    caFile: \(authorityFile)\n" }
        let more = serversBefore.map { "\n      - {host: \"\($0):4747\", serverName: \($0), serverDescription: \"\"}" }
        text = text.replacing("\n    servers:", with: "\n    servers:" + more.joined(), maxReplacements: 1)
        text = text.replacing("host: \"127.0.0.1:", with: "host: \"\(nameOfFirstServer):", maxReplacements: 1)
        if !others.isEmpty { text += "  \(others)\n" }
        return text
    }
}
