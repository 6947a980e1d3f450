// SPDX-License-Identifier: MIT

package import HTTPExchange
public import Logging
public import ServiceLifecycle
package import TelemetryWire

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The anonymous telemetry of one installation of a service.
///
/// It decides once at start who the installation is and whether telemetry is on. Show `notice` in the log before `reporter`
/// runs; the reporter sends nothing before the grace period is over, and nothing at all if a switch says no. Nothing that a
/// report could tell is in here but `TelemetryOptions.features` and the few facts about the host that the field list names.
public struct Telemetry: Sendable {
    package let options: TelemetryOptions
    package let facts: HostFacts
    package let directory: TelemetryDirectory
    package internal(set) var identity: TelemetryIdentity
    /// Whether telemetry is on, and if not, which switch decided.
    public internal(set) var verdict: ConsentVerdict

    /// Finds or makes the installation's identity in the state folder. Never fails: without a folder that lasts the ID is
    /// for this process only, and nothing is sent.
    public init(_ options: TelemetryOptions) { self.init(options, isOnlyLooking: false) }

    /// - Parameters:
    ///   - isOnlyLooking: change nothing: for commands that run beside the service, perhaps as another user.
    ///   - now: seconds since 1970.
    package init(
        _ options: TelemetryOptions, isOnlyLooking: Bool, files: HostFiles = HostFiles(),
        now: @Sendable () -> Int = Telemetry.now
    ) {
        self.options = options
        facts = options.mayReadHost ? HostFacts.read(files) : .withheld
        // A service must not wait at its start for another process that is stopped; a command may.
        directory = TelemetryDirectory(
            path: options.stateFolder, patience: isOnlyLooking ? .seconds(2) : .milliseconds(200))
        identity = TelemetryIdentity.resolve(
            in: directory, provided: options.providedSecret,
            ingredients: .init(service: options.service, facts: facts, monitoredHost: options.monitoredHost),
            isOnlyLooking: isOnlyLooking)
        verdict = Self.verdict(options, directory)
        guard !isOnlyLooking else { return }
        let start = TelemetryState.LastStart(
            time: now(), isOn: verdict.isOn, reason: verdict.reason.map(options.words) ?? "")
        // For those who ask later from another shell. Nothing depends on it.
        _ = try? directory.update { state throws(TelemetryStateFailure) in state.lastStart = start }
    }

    /// The installation's ID: 64 hexadecimal digits.
    public var id: String { identity.id }

    /// The exact bytes of the report that would be sent now, as text.
    ///
    /// - Parameter time: seconds since 1970.
    public func preview(at time: Int) -> String {
        String(
            decoding: report(id: identity.id).encoded(at: HourTimestamp(secondsSinceEpoch: time), of: options.service),
            as: UTF8.self)
    }

    /// The lines to log at every start, whatever the log level: on or off and why, where to, how to see, stop and erase.
    public var notice: [String] { TelemetryNotice(telemetry: self).lines }

    /// What sends reports while the service runs; `nil` if nothing is to be sent. Log the ID and the notice first.
    ///
    /// It never throws into a service group, and ends when the group does.
    ///
    /// - Parameter onAttempt: is told how each attempt to send ended, for the service's own metrics.
    public func reporter(
        logger: Logger, onAttempt: @escaping @Sendable (_ isAccepted: Bool) -> Void = { _ in }
    ) -> (any Service)? {
        guard isSending, let connection = try? connection() else { return nil }
        return TelemetryReporter(
            identity: identity, directory: directory, service: options.service,
            notice: .init(version: options.noticeVersion, gracePeriod: options.gracePeriod), connection: connection,
            report: { [self] in report(id: $0) }, now: Self.now, onAttempt: onAttempt, logger: logger)
    }

    /// True if reports are sent: telemetry is on, there is a collector, and nothing is in the way.
    package var isSending: Bool {
        verdict.isOn && identity.maySend && options.collector != nil && obstacle == nil
    }

    /// Why nothing can be sent although telemetry is on; `nil` if nothing is in the way.
    var obstacle: String? {
        if let obstacle = options.obstacle { return obstacle }
        do throws(ProxyChoice.Invalid) { _ = try proxy } catch { return error.description }
        do throws(UnlistedContent) { _ = try checkedBody(id: identity.id, at: 0) } catch { return error.description }
        return nil
    }

    /// The bytes of a report, once more held against the published list: what a collector would refuse never leaves.
    func checkedBody(id: String, at time: Int) throws(UnlistedContent) -> [UInt8] {
        try options.service.checkedBody(of: report(id: id), at: time)
    }

    package static let now: @Sendable () -> Int = { max(0, time(nil)) }

    /// What a report says now.
    package func report(id: String) -> TelemetryReport {
        TelemetryReport(
            service: options.service.name, serviceVersion: options.version, system: facts.system(id: id),
            features: Dictionary(
                options.service.features.map { ($0.name, options.features[$0.name] ?? false) },
                uniquingKeysWith: { first, _ in first }))
    }

    /// The way to the collector; `nil` if none is configured.
    package func connection() throws(ProxyChoice.Invalid) -> CollectorConnection? {
        guard let collector = options.collector else { return nil }
        return CollectorConnection(
            collector: collector, authorityFile: options.authorityFile, proxy: try proxy)
    }

    package var proxy: HTTPProxy? {
        get throws(ProxyChoice.Invalid) {
            guard let collector = options.collector else { return nil }
            return try ProxyChoice.proxy(
                to: collector.authority, configured: options.proxy, environment: options.environment)
        }
    }

    var signer: MessageSigner {
        MessageSigner(directory: directory, identity: identity, service: options.service, now: Self.now)
    }

    static func verdict(_ options: TelemetryOptions, _ directory: TelemetryDirectory) -> ConsentVerdict {
        ConsentSwitches(
            environment: options.environment, variable: "\(options.service.environmentPrefix)_TELEMETRY",
            commandLineOff: options.isOffForThisRun, configured: options.isConfigured,
            systemInfo: options.mayReadHost, storedOff: (try? directory.state())?.isDisabled ?? false
        ).verdict
    }
}
