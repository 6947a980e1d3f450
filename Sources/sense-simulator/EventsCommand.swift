// SPDX-License-Identifier: MIT

import ArgumentParser
import LogOutput
import ProgramEntry
import SenseSimulator
import ServiceLifecycle
import UnixSignals

/// Sends a site's events, whether or not the site itself runs: both know the same users and apps.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Sends the user and log events of a simulated site over UDP.",
        discussion: """
            Give the same --seed, --servers, --apps and --virtual-proxies as to the site. Every event has a number of \
            its own: behind the user's ID in user events (anna.berg#0000000042), at the end of the message in log \
            events, as the handle in performance events. So one can count in a database what got lost, came twice or \
            out of order. At the end, or after Control-C, it prints what it has sent, a figure a line.
            """
    )

    @OptionGroup(title: "Site") var site: SiteOptions
    @OptionGroup(title: "Events") var events: EventOptions
    @OptionGroup(title: "Where to") var target: EventTargetOptions
    @OptionGroup(title: "When") var schedule: EventScheduleOptions

    /// Sends what is wanted, or until a signal asks it to stop.
    func run() async throws {
        let schedule = try schedule.schedule
        let now = Simulation.now
        let sender = EventSender(
            try events.feed(of: try site.site, at: now()), to: target.target, schedule: schedule,
            limit: self.schedule.count, now: now,
            onFinish: { report in print(report.lines.joined(separator: "\n")) })
        let logger = ProgramLog(level: .warn).logger("sense-simulator")
        try await ServiceGroup(
            configuration: .init(
                services: [.init(service: sender, successTerminationBehavior: .gracefullyShutdownGroup)],
                gracefulShutdownSignals: [.sigint, .sigterm],
                logger: logger
            )
        ).run()
    }
}
