// SPDX-License-Identifier: MIT

import MonitoringTestKit
import TelemetryClient

@testable import ButlerSOS

/// A host that exists only as files, and what is set up on it.
enum ImaginedHost {
    static let files = HostFiles([
        "/etc/os-release": "NAME=\"Ubuntu\"\nPRETTY_NAME=\"Ubuntu 24.04.1 LTS\"\nVERSION_CODENAME=noble\n",
        "/etc/machine-id": "0123456789abcdef0123456789abcdef\n",
        "/proc/meminfo": "MemTotal:       2048 kB\n",
        "/proc/cpuinfo": ProcessorTopologyTests.twoSockets,
    ])

    /// The telemetry of a configuration, kept in a state folder of the site's own.
    static func telemetry(
        _ site: Site, environment: [String: String] = [:], noTelemetry: Bool = false, files: HostFiles = files,
        makesStateFolder: Bool = true, providedSecret: InstallSecret? = nil
    ) throws -> Telemetry {
        let configuration = try site.read(environment: environment)
        let state = StateDirectory(
            given: site.directory.file("state"), environment: [:], configurationPath: site.path)
        if makesStateFolder { _ = try state.open(configurationPath: site.path) }
        var options = TelemetryOptions(
            configuration, configurationPath: site.path, statePath: state.path, environment: environment,
            noTelemetry: noTelemetry)
        if let providedSecret { options.providedSecret = providedSecret }
        return Telemetry(options, isOnlyLooking: false, files: files)
    }
}
