// SPDX-License-Identifier: MIT

import Destinations
import Foundation
import HTTPListener
import Logging
import MonitorPages
import Monitoring
import MonitoringPipeline
import SenseSources
import ServiceLifecycle

extension Monitor {
    /// What the status page remembers of the site; `nil` if there is no such page.
    static func siteState(_ parts: Parts) -> SiteState? {
        guard parts.configuration.statusPage.page.isEnabled else { return nil }
        return SiteState(targets: PolledTargets(parts.configuration).all, now: WallClock.now)
    }

    /// The pages that are switched on. Whatever is wrong with one costs a line in the log, and nothing else.
    ///
    /// - Parameter status: what the status page is made from; asked for if there is one.
    static func pages(_ parts: Parts, status: () -> StatusSources?) -> [any Service] {
        let configuration = parts.configuration
        var services: [any Service] = []
        let page = configuration.configurationPage
        if page.page.isEnabled {
            let shown = shown(configuration, hidesAddresses: page.isMasked)
            let file = configuration.path.split(separator: "/").last.map(String.init) ?? ""
            services += listener("CONFIG PAGE", page.page, section: "configVisualisation", parts) { settings, isUp in
                PageServer(settings, configuration: shown, file: file, logger: parts.logger, onListening: isUp)
            }
        }
        if configuration.statusPage.page.isEnabled, let sources = status() {
            services += listener("STATUS PAGE", configuration.statusPage.page, section: "statusPage", parts) {
                settings, isUp in
                PageServer(
                    settings, status: { sources.status(at: WallClock.seconds()) }, logger: parts.logger,
                    onListening: isUp)
            }
        }
        return services
    }

    /// What may be seen of a configuration.
    static func shown(_ configuration: MonitorConfiguration, hidesAddresses: Bool) -> ShownConfiguration {
        ShownConfiguration(
            configuration.settings, root: MonitorConfiguration.rootKey,
            rules: MaskRules(hidesAddresses: hidesAddresses))
    }

    private static func listener(
        _ name: String, _ page: ServedPageSettings, section: String, _ parts: Parts,
        make: (PageServer.Settings, @escaping @Sendable (ListenAddress) async -> Void) -> PageServer
    ) -> [any Service] {
        let logger = parts.logger
        let address = page.address(setting: "\(MonitorConfiguration.rootKey).\(section)")
        var token = page.token
        var place: String?
        if token == nil, !address.isLoopback {
            do throws(KeptSecret.Failure) {
                token = try PageToken.kept(in: parts.statePath)
                place = parts.statePath.map { StateDirectory.realPath(PageToken.path(in: $0)) }
            } catch {
                logger.error(
                    "\(name): not served, since other hosts could reach it and no token can be kept",
                    metadata: ["cause": "\(error)", "setting": "\(section).token"])
                return []
            }
        }
        let access = place.map { "token in \($0)" } ?? (token == nil ? "this host only" : "configured token")
        let server = make(.init(name: name, address: address, token: token)) { address in
            var metadata: Logger.Metadata = ["url": "http://\(address.authority)/", "access": "\(access)"]
            if address.isEverywhere {
                let host = ListenAddress(host: ProcessInfo.processInfo.hostName, port: address.port, setting: "")
                metadata["open"] = "http://\(host.authority)/"
            }
            logger.notice("\(name): served", metadata: metadata)
        }
        return [OptionalListener(listener: server, message: "\(name): continuing without it", logger: logger)]
    }

    /// What the status page is made from.
    static func statusSources(
        _ parts: Parts, _ site: SiteState, _ runners: [DestinationRunner], _ metrics: PrometheusDestination?,
        _ ports: EventPorts, apps: AppNameTable?
    ) -> StatusSources {
        let configuration = parts.configuration
        func port(_ port: EventPorts.Port?, _ name: String, _ listener: EventListenerSettings) -> StatusSources.Port? {
            port.map {
                StatusSources.Port(
                    name: name,
                    address: ListenAddress(host: listener.host, port: listener.port, setting: "").authority,
                    isOfUsers: $0.queueName == "user_events", receiver: $0.receiver)
            }
        }
        return StatusSources(
            targets: PolledTargets(configuration), site: site,
            ports: [
                port(ports.user, "User events", configuration.userEvents.listener),
                port(ports.log, "Log events", configuration.logEvents.listener),
            ].compactMap(\.self),
            destinations: runners.map { .init(name: $0.name, counters: $0.counters) }
                + (metrics.map { [.init(name: $0.name, isFetched: true, counters: $0.counters)] } ?? []),
            telemetry: parts.telemetry, apps: apps, startTime: Int(parts.startTime),
            redaction: Redaction(secrets: configuration.secrets))
    }
}
