// SPDX-License-Identifier: MIT

public import TelemetryWire

/// What a service says about itself, and what its administrator decided about telemetry.
public struct TelemetryOptions: Sendable {
    /// Which program reports, and on what.
    public var service: TelemetryService
    /// The program's version.
    public var version: String
    /// Which features are on, by their name on the wire. A feature that is missing counts as off.
    public var features: [String: Bool]
    /// Where the ID, the choice and the history are kept, and nothing else. Made if missing; only its owner may read it.
    public var stateFolder: String
    /// The process's environment: `DO_NOT_TRACK` and the other switches, `HTTPS_PROXY` and `NO_PROXY`.
    public var environment: [String: String]
    /// Where reports go; without it nothing is sent.
    public var collector: CollectorURL?
    /// The configuration's own switch; `nil` if it does not say, which means on.
    public var isConfigured: Bool?
    /// A command line option said no.
    public var isOffForThisRun = false
    /// Facts about the host may be read; without them there is nothing to report.
    public var mayReadHost = true
    /// How long after the notice was first shown nothing is sent.
    public var gracePeriod = Self.defaultGracePeriod
    /// The host that the service mainly talks to, an ingredient of the fingerprint, which never leaves the host.
    public var monitoredHost = ""
    /// A PEM file with certificates to trust beside the system's.
    public var authorityFile: String?
    /// What the notice tells about how to see, stop and erase.
    public var guidance = Guidance()

    /// A secret from outside, for hosts where no folder lasts: 64 hexadecimal digits in `…_TELEMETRY_SECRET`, unless set.
    package var providedSecret: InstallSecret?
    package var proxy: CollectorConnection.Proxy?

    /// A quarter of an hour.
    public static let defaultGracePeriod: Duration = .seconds(900)

    /// The service's own commands and settings, as its administrator types them.
    public struct Guidance: Sendable {
        /// How to see exactly what is sent; empty if there is no way.
        public var see = ""
        /// How to turn telemetry off.
        public var turnOff = "DO_NOT_TRACK=1"
        /// How to have erased what was sent.
        public var erase = "give the operator of the collector the ID above"

        /// What every service can say.
        public init() {}
    }

    /// With everything else as it usually is.
    ///
    /// - Parameters:
    ///   - stateFolder: for this installation alone.
    ///   - environment: the variable `<SERVICE>_TELEMETRY_SECRET` in it gives a secret to hosts where no folder lasts.
    public init(
        service: TelemetryService, version: String, features: [String: Bool], stateFolder: String,
        environment: [String: String], collector: CollectorURL?
    ) {
        self.service = service
        self.version = version
        self.features = features
        self.stateFolder = stateFolder
        self.environment = environment
        self.collector = collector
        providedSecret = environment["\(service.environmentPrefix)_TELEMETRY_SECRET"]
            .flatMap { Hex.decode($0.trimmed) }.flatMap { InstallSecret($0) }
    }
}
