// SPDX-License-Identifier: MIT

import MetricsExposition
import Monitoring
import MonitoringPipeline
import NIOCore
import NIOPosix
import SenseDatagrams
import SenseSources
import ServiceLifecycle

/// The UDP ports that the configuration opens, and what is counted about the events that come there.
struct EventPorts {
    /// One port.
    struct Port {
        /// What the original calls its queue: `user_events` or `log_events`.
        var queueName: String
        var receiver: DatagramReceiver
        var tally: EventTally
        var queueMetrics: EventListenerSettings.QueueMetrics
    }

    private(set) var user: Port?
    private(set) var log: Port?

    var all: [Port] { [user, log].compactMap(\.self) }

    /// - Parameter apps: `nil` if nobody asks for the names of apps.
    init(_ parts: Monitor.Parts, apps: AppNameTable?, sink: any ObservationSink) {
        let configuration = parts.configuration
        let counts = configuration.eventCounts
        let isStored = counts.isStoredInInfluxDB && configuration.influxDB != nil
        // Not the loop of the polls, if there is another: a storm of events must not hold them up.
        let polls = parts.clients.eventLoop
        let loop = DatagramLoop(
            Array(MultiThreadedEventLoopGroup.singleton.makeIterator()).first { $0 !== polls } ?? polls)
        func port(
            _ name: String, queueName: String, _ listener: EventListenerSettings, setting: String,
            handler: @escaping @Sendable (EventTally) -> any DatagramHandler
        ) -> Port {
            let tally = EventTally(
                keepsReceived: isStored && counts.countsReceived,
                keepsRejected: isStored && counts.countsRejected
                    && configuration.logEvents.enginePerformance.countsRejected)
            let receiver = DatagramReceiver(
                name, settings: ReceiverSettings(listener, setting: setting), loop: loop,
                surroundings: DatagramReceiver.Surroundings(now: WallClock.now), logger: parts.logger
            ) { handler(tally) }
            return Port(
                queueName: queueName, receiver: receiver, tally: tally, queueMetrics: listener.queueMetrics)
        }
        if configuration.userEvents.isEnabled {
            let rules = UserEventRules(excludedUsers: Set(configuration.userEvents.excludedUsers))
            user = port(
                "USER EVENTS", queueName: "user_events", configuration.userEvents.listener,
                setting: "Butler-SOS.userEvents.udpServerConfig"
            ) { UserEventHandler(rules: rules, apps: apps, tally: $0, sink: sink) }
        }
        if configuration.logEvents.sources.isAnyOn {
            let rules = configuration.logEvents.rules
            log = port(
                "LOG EVENTS", queueName: "log_events", configuration.logEvents.listener,
                setting: "Butler-SOS.logEvents.udpServerConfig"
            ) { LogEventHandler(rules: rules, apps: apps, tally: $0, sink: sink) }
        }
    }
}

extension ReceiverSettings {
    init(_ listener: EventListenerSettings, setting path: String) {
        self.init(setting: path, host: listener.host, port: listener.port)
        maximumWaiting = listener.maximumWaiting
        warningPercentage = listener.warningPercentage
        maximumPerMinute = listener.maximumPerMinute
        maximumSize = listener.maximumMessageSize
        allowedSources = listener.allowedSources
    }
}
