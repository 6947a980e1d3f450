// SPDX-License-Identifier: MIT

package import TelemetryClient
package import TelemetryWire

/// Everything about telemetry that is decided before the monitor starts: who, whether, where to.
package struct TelemetrySetup: Sendable {
    package var identity: TelemetryIdentity
    package var verdict: ConsentVerdict
    package var settings: TelemetrySettings
    package var directory: TelemetryDirectory
    package var facts: HostFacts

    private let features: FeatureSwitches

    /// - Parameter isOnlyLooking: change nothing: for commands that run beside the monitor, perhaps as another user.
    package init(
        _ configuration: MonitorConfiguration, state: StateDirectory, environment: [String: String], noTelemetry: Bool,
        isOnlyLooking: Bool = false, files: HostFiles = HostFiles()
    ) {
        settings = configuration.telemetry
        features = configuration.features
        facts = configuration.systemInfo ? HostFacts.read(files) : .withheld
        directory = TelemetryDirectory(path: state.telemetryPath)
        identity = TelemetryIdentity.resolve(
            in: directory, provided: settings.providedSecret, facts: facts, repositoryHost: settings.repositoryHost,
            isOnlyLooking: isOnlyLooking)
        verdict =
            ConsentSwitches(
                environment: environment, commandLineOff: noTelemetry, configured: settings.isConfigured,
                systemInfo: configuration.systemInfo, storedOff: (try? directory.state())?.isDisabled ?? false
            ).verdict
    }

    /// What a report says now.
    package func report(id: String) -> TelemetryReport {
        TelemetryReport(
            service: TelemetryService.butlerSOS.name, serviceVersion: ButlerSOSVersion.current,
            system: facts.system(id: id),
            features: features.flags)
    }
}
