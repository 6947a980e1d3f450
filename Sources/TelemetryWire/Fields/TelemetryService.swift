// SPDX-License-Identifier: MIT

/// A program that reports telemetry, with the features it reports on.
public struct TelemetryService: Sendable, Equatable {
    /// The name on the wire, lower-case letters and dashes: `butler-sos`.
    public var name: String
    /// The name that people read.
    public var title: String
    /// What it reports on, in the order of the report.
    public var features: [Feature]

    /// The major versions of another program that reported under this name before, and that this one replaces: all of them are
    /// older than every version of this program. `nil` if there was none. A version of this program must not get into the range.
    public var predecessorMajors: ClosedRange<Int>?

    /// A service is one entry in the registry of its collector, too.
    public init(name: String, title: String, features: [Feature], predecessorMajors: ClosedRange<Int>? = nil) {
        self.name = name
        self.title = title
        self.features = features
        self.predecessorMajors = predecessorMajors
    }

    /// What the service's environment variables start with: `BUTLER_SOS`.
    package var environmentPrefix: String { name.uppercased().replacing("-", with: "_") }

    /// A switch whose state a report tells.
    public struct Feature: Sendable, Equatable {
        /// The name on the wire.
        public var name: String
        /// The name that people read.
        public var title: String
        /// The question that the makers ask, in a sentence for administrators.
        public var purpose: String
        /// The first `schemaVersion` that has the flag.
        public var since: Int

        /// A flag that was there from the beginning, unless `since` says otherwise.
        public init(name: String, title: String, purpose: String, since: Int = 1) {
            self.name = name
            self.title = title
            self.purpose = purpose
            self.since = since
        }
    }

    package static let butlerSOS = TelemetryService(
        name: "butler-sos", title: "Butler SOS",
        features: [
            Feature(name: "heartbeat", title: "Heartbeat", purpose: "Is the call to an outside watchdog used?"),
            Feature(
                name: "dockerHealthCheck", title: "Docker health check",
                purpose: "Is the container health endpoint used?"),
            Feature(name: "uptimeMonitor", title: "Uptime monitor", purpose: "Is the periodic uptime line used?"),
            Feature(
                name: "uptimeMonitor_storeInInfluxdb", title: "Uptime monitor to InfluxDB",
                purpose: "Is the program's own memory use stored?"),
            Feature(name: "udpServer", title: "User events over UDP", purpose: "Are user events received?"),
            Feature(name: "logdb", title: "Log database", purpose: "Is the Qlik Sense log database still read?"),
            Feature(name: "mqtt", title: "MQTT", purpose: "Is MQTT used as a destination?"),
            Feature(name: "influxdb", title: "InfluxDB", purpose: "Is InfluxDB used as a destination?"),
            Feature(name: "prometheus", title: "Prometheus", purpose: "Is Prometheus used as a destination?"),
            Feature(name: "appNames", title: "App names", purpose: "Are app names looked up?"),
            Feature(name: "userSessions", title: "User sessions", purpose: "Are proxy sessions read?"),
        ],
        // Butler SOS for Node.js, whose versions begin with 5 where it reports.
        predecessorMajors: 5...99)
}
