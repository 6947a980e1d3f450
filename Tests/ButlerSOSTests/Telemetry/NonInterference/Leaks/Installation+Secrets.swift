// SPDX-License-Identifier: MIT

import Destinations
import MetricsExposition
import Monitoring

@testable import ButlerSOS
@testable import TelemetryClient

// What the seeded faults tell.
extension Installation {
    var hostName: String { file("/etc/hostname") }
    var kernelRelease: String { file("/proc/sys/kernel/osrelease") }
    var machineID: String { file("/etc/machine-id") }
    var serverCount: Int { configuration.servers.count }
    /// True for about half of the sites.
    var hasManySessions: Bool { sessions > 4 }
    var isOldConfiguration: Bool { configuration.influxDBSettings.version1.isFilledByVersion5 }

    var osRelease: OSRelease {
        OSRelease(host.files["/etc/os-release"] ?? host.files["/usr/lib/os-release"] ?? "")
    }

    /// The metrics page, which has what the Sense site answered.
    var metricsPage: String { String(decoding: ExpositionEncoder.encode(metrics.families()), as: UTF8.self) }

    /// A file of the host, without the white space around it.
    func file(_ path: String) -> String {
        (host.files[path] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
