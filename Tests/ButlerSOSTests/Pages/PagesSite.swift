// SPDX-License-Identifier: MIT

import ConfigurationFile
import Logging
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import SenseSources
import ServiceLifecycle

@testable import ButlerSOS

/// The pages of a configuration, as the monitor serves them.
struct PagesSite {
    let log: LogCapture
    let state: String

    /// - Parameters:
    ///   - keepsState: there is a state folder.
    ///   - settings: what is shown instead of the site's own.
    static func with(
        _ site: Site, keepsState: Bool = true, settings: [ConfigurationSetting]? = nil,
        _ body: (PagesSite, SiteState?) async throws -> Void
    ) async throws {
        var configuration = try site.read()
        if let settings { configuration.settings = settings }
        let log = LogCapture()
        let clients = Clients(configuration, environment: [:], logger: log.logger)
        let telemetry = try ImaginedHost.telemetry(site)
        let state = site.directory.file("state")
        let parts = Monitor.Parts(
            configuration: configuration, telemetry: telemetry, clients: clients,
            statePath: keepsState ? site.directory.file("./state") : nil, startTime: 0, logger: log.logger)
        let known = Monitor.siteState(parts)
        let runners = Monitor.runners(parts)
        let services = Monitor.pages(parts) {
            known.map {
                let ports = EventPorts(parts, apps: nil, sink: RecordingSink())
                return Monitor.statusSources(parts, $0, runners, nil, ports, apps: nil)
            }
        }
        do {
            try await withRunning(services) {
                try await body(PagesSite(log: log, state: state), known)
            }
        } catch {
            await clients.shutDown()
            throw error
        }
        await clients.shutDown()
    }

    /// Waits until a page said where it is, or that it is not.
    func line(_ name: String) async throws -> LogCapture.Line? {
        var line: LogCapture.Line?
        _ = try await poll {
            line = log.lines.first { $0.message.hasPrefix(name) }
            return line != nil
        }
        return line
    }
}
