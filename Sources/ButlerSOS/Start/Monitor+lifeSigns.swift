// SPDX-License-Identifier: MIT

import HTTPListener
import LifeSigns
import LogOutput
import Logging
import MonitoringPipeline
import NIOPosix
import ServiceLifecycle

extension Monitor {
    /// What answers health checks on the two addresses of this host alone, if that is switched on.
    ///
    /// Not every host has the newer address, and a check asks the older one.
    static func healthListeners(_ parts: Parts) -> [any Service] {
        guard parts.configuration.dockerHealthCheck.isEnabled else { return [] }
        let endpoint = HealthEndpoint(parts.progress)
        let logger = parts.logger
        let isListening = parts.readiness.expect()
        func address(_ host: String) -> ListenAddress {
            ListenAddress(
                host: host, port: parts.configuration.dockerHealthCheck.port,
                setting: "\(MonitorConfiguration.rootKey).dockerHealthCheck.port")
        }
        let first = endpoint.listener(at: address("127.0.0.1"), logger: logger) { address in
            isListening()
            logger.notice(
                "HEALTH CHECK: container runtimes are answered", metadata: ["url": "http://\(address.authority)/health"]
            )
        }
        let second = endpoint.listener(at: address("::1"), logger: logger) { _ in }
        return [
            first,
            OptionalListener(
                listener: second, message: "HEALTH CHECK: answering on 127.0.0.1 only", level: .debug, logger: logger),
        ]
    }

    /// The heartbeat, the monitor of uptime, what proves that the program gets on, and what keeps it small.
    static func lifeSigns(_ parts: Parts, _ sink: any ObservationSink) -> [any Service] {
        let configuration = parts.configuration
        let eventLoops = Array(MultiThreadedEventLoopGroup.singleton.makeIterator())
        var services: [any Service] = [ProgressPulse(parts.progress, eventLoops: eventLoops), HeapTrim()]
        if let client = parts.clients.heartbeat, let schedule = configuration.heartbeat.schedule {
            services.append(
                Heartbeat(
                    url: configuration.heartbeat.url, schedule: schedule, client: client, now: WallClock.now,
                    logger: parts.logger))
        }
        let uptime = configuration.uptimeMonitor
        if uptime.isEnabled, let schedule = uptime.schedule {
            services.append(
                UptimeMonitor(
                    version: ButlerSOSVersion.current, schedule: schedule, level: uptime.logLevel.level, sink: sink,
                    now: WallClock.now, logger: parts.logger))
        }
        return services
    }

    /// A sink for the polls of engines, whose ends are progress. Each beat brings some, whether servers answer or not.
    static func watched(_ sink: any ObservationSink, _ parts: Parts) -> any ObservationSink {
        guard !parts.configuration.servers.isEmpty else { return sink }
        let limit = parts.configuration.pollingInterval * 3 + .seconds(60)
        return ProgressSink(sink, part: parts.progress.part("polls", limit: limit))
    }

    /// Who tells systemd, if it wants to know. Has to be the last of the services.
    static func serviceNotifier(_ parts: Parts) -> [any Service] {
        ServiceNotifier(
            environment: parts.environment, readiness: parts.readiness, progress: parts.progress, logger: parts.logger
        ).map { [$0] } ?? []
    }
}
