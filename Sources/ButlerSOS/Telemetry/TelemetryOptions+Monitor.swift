// SPDX-License-Identifier: MIT

package import TelemetryClient
import TelemetryWire

extension TelemetryOptions {
    /// Raised with every field that is added to the report.
    package static let monitorNoticeVersion = 1

    /// What the monitor gives to telemetry: the state of its feature switches, and what was decided about sending.
    package init(
        _ configuration: MonitorConfiguration, configurationPath: String, statePath: String,
        environment: [String: String], noTelemetry: Bool = false
    ) {
        self.init(
            service: .butlerSOS, version: ButlerSOSVersion.current, features: configuration.features.flags,
            stateFolder: StateDirectory.telemetryPath(in: statePath), environment: environment,
            collector: configuration.telemetry.collector)
        let settings = configuration.telemetry
        isConfigured = settings.isConfigured
        isOffForThisRun = noTelemetry
        mayReadHost = configuration.systemInfo
        gracePeriod = settings.gracePeriod
        monitoredHost = settings.repositoryHost
        authorityFile = settings.authorityFile
        providedSecret = settings.providedSecret
        obstacle = settings.obstacle
        proxy = settings.proxy
        // Whole paths: the commands are typed in another folder.
        let paths = [configurationPath, statePath].map { ShellWord(StateDirectory.realPath($0)) }
        let instance = "-c \(paths[0]) --state \(paths[1])"
        guidance.see = "butler-sos telemetry preview \(instance)"
        guidance.disable = "butler-sos telemetry disable \(instance)"
        guidance.turnOff = "Butler-SOS.anonTelemetry: false, or --no-telemetry"
        guidance.erase = "butler-sos telemetry delete \(instance)"
        guidance.reset = "butler-sos telemetry reset-id \(instance)"
        guidance.configuration = "anonTelemetry is false in the configuration"
        guidance.commandLine = "--no-telemetry was given"
        guidance.host = "systemInfo.enable is false in the configuration, so there is nothing to report"
        guidance.monitoredHost = "the host of the Sense repository service"
        noticeVersion = Self.monitorNoticeVersion
    }
}

/// A text as a shell takes it for one word.
private struct ShellWord: CustomStringConvertible {
    let description: String

    init(_ text: String) {
        let isPlain = text.utf8.allSatisfy { byte in
            byte > 0x7F || "/._-+,@%=:".utf8.contains(byte) || Character(Unicode.Scalar(byte)).isLetter
                || Character(Unicode.Scalar(byte)).isNumber
        }
        description = isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
