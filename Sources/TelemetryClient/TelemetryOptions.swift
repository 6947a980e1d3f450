// SPDX-License-Identifier: MIT

package import HTTPExchange
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
    /// The version of the notice. Raise it with every new field: the notice is then new to every installation, and nothing
    /// is sent before its grace period is over.
    public var noticeVersion = 1

    /// A secret from outside, for hosts where no folder lasts: 64 hexadecimal digits in `…_TELEMETRY_SECRET`, unless set.
    package var providedSecret: InstallSecret?
    /// Why nothing can be sent, if something in the settings is wrong.
    package var obstacle: String?
    package var proxy: HTTPProxy?

    /// A quarter of an hour.
    public static let defaultGracePeriod: Duration = .seconds(900)

    /// The service's own commands and settings, as its administrator types them, and its words for its switches. What is
    /// empty is left out.
    public struct Guidance: Sendable {
        /// How to see exactly what is sent.
        public var see = ""
        /// The command that stores a "no". Left out where nothing can be stored.
        public var disable = ""
        /// Other ways to turn telemetry off, beside the environment's variables.
        public var turnOff = ""
        /// How to have erased what was sent.
        public var erase = "give the ID to the operator of the collector"
        /// How to start anew with another ID.
        public var reset = ""
        /// Why telemetry is off if `isConfigured` is false.
        public var configuration = "the configuration says so"
        /// Why telemetry is off if `isOffForThisRun` is true.
        public var commandLine = "the command line says so"
        /// Why telemetry is off if `mayReadHost` is false.
        public var host = "facts about the host may not be read, so there is nothing to report"
        /// What `monitoredHost` is.
        public var monitoredHost = "the host that the program mainly talks to"

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
        let given = (environment[secretVariable] ?? "").trimmed
        providedSecret = Hex.decode(given).flatMap { InstallSecret($0) }
        if providedSecret == nil, !given.isEmpty { obstacle = "\(secretVariable) is not 64 hexadecimal digits" }
    }

    /// The service's own environment variables.
    package var switchVariable: String { "\(service.environmentPrefix)_TELEMETRY" }
    package var secretVariable: String { "\(switchVariable)_SECRET" }

    /// Why telemetry is off, in a few words.
    func words(for reason: ConsentVerdict.Reason) -> String {
        switch reason {
        case .configuration: guidance.configuration
        case .commandLine: guidance.commandLine
        case .environment(let name): "the environment variable \(name) says so"
        case .storedChoice: "it was disabled with a command"
        case .automation(let name): "the environment variable \(name) tells that this is an automated run"
        case .host: guidance.host
        }
    }
}
