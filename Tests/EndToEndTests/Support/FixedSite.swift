// SPDX-License-Identifier: MIT

import MonitoringTestKit

/// A running simulated site whose servers all have the same ports, as configurations of real sites have them.
struct FixedSite {
    let process: ChildProcess
    let port: Int
    let proxyPort: Int
    let repositoryPort: Int

    /// Starts a site. A port that is free now may be taken a moment later, so this is tried a few times.
    init(servers: Int, virtualProxies: String, out: String) async throws {
        var log = ""
        for _ in 0..<5 {
            let ports = [try FreePort.find(), try FreePort.find(), try FreePort.find()]
            let process = try ChildProcess(
                Programs.simulator,
                [
                    "--servers", "\(servers)", "--virtual-proxies", virtualProxies, "--out", out, "--port",
                    "\(ports[0])", "--proxy-port", "\(ports[1])", "--repository-port", "\(ports[2])",
                ])
            if try await process.waitForOutput("the site is up") {
                (self.process, port, proxyPort, repositoryPort) = (process, ports[0], ports[1], ports[2])
                return
            }
            log = process.text
        }
        throw NotReady(what: "sense-simulator", log: log)
    }
}
