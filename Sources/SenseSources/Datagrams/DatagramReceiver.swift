// SPDX-License-Identifier: MIT

package import Logging
package import Monitoring
import MonitoringPipeline
package import NIOCore
package import NameLookup
import ServiceLifecycle

/// Listens on a UDP port and gives what comes to a handler, many at a time.
///
/// Promises: each datagram that the kernel hands out is accepted, or dropped and counted by a reason; what the kernel drops is
/// counted too. Checks run in this order: source, size, rate, queue, content. No content stops it or costs a neighbour. If the
/// port cannot be had, that is logged and tried again, and nothing else stops. At the end it takes what the kernel still
/// keeps.
package struct DatagramReceiver: Service, CustomStringConvertible {
    static let checkInterval: Duration = .seconds(60)
    /// Between two looks at the names of allowed sources; sooner while one has no address.
    static let lookupInterval: Duration = .seconds(300)

    package let counters: ReceiverCounters
    let name: String
    let settings: ReceiverSettings
    let loop: DatagramLoop
    let makeHandler: @Sendable () -> any DatagramHandler
    let surroundings: Surroundings
    let sources: AllowedSources?
    let reporter: DropReporter
    let logger: Logger

    /// What a receiver needs of the world.
    package struct Surroundings: Sendable {
        package var clock: any Clock<Duration> = ContinuousClock()
        package var now: @Sendable () -> Timestamp
        package var lookUp: HostLookup = HostAnswer.system
        /// Gives the text of a file of the kernel; `nil` if there is none.
        package var readFile: @Sendable (_ path: String) -> String? = KernelSocketTable.system
        /// From 0 to 1.
        package var random: @Sendable () -> Double = { Double.random(in: 0...1) }
        /// Is called with its address each time the port is open.
        package var onListening: @Sendable (SocketAddress) -> Void = { _ in }

        package init(now: @escaping @Sendable () -> Timestamp) { self.now = now }
    }

    /// - Parameters:
    ///   - name: what log lines start with, `USER EVENTS` for example.
    ///   - loop: where datagrams are read and handled.
    ///   - handler: makes the handler, on that event loop, each time the port is opened.
    package init(
        _ name: String, settings: ReceiverSettings, loop: DatagramLoop, surroundings: Surroundings,
        logger: Logger, handler: @escaping @Sendable () -> any DatagramHandler
    ) {
        self.name = name
        self.settings = settings
        self.loop = loop
        self.surroundings = surroundings
        self.logger = logger
        makeHandler = handler
        counters = ReceiverCounters(
            maximumWaiting: settings.maximumWaiting, elapsed: surroundings.clock.stopwatch())
        reporter = DropReporter(name, logger: logger)
        sources = settings.allowedSources.map {
            AllowedSources(name, $0, lookUp: surroundings.lookUp, logger: logger)
        }
    }

    package var description: String { "DatagramReceiver \(name)" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await check() }
                if let sources, sources.hasNames { group.addTask { await keepLookingUp(sources) } }
                await listen()
            }
        }
        reporter.tellRest()
        reporter.tellKernelDrops(counters.current)
    }

    /// Tells what the kernel dropped and what was dropped here since the last line, minute by minute.
    private func check() async {
        while await pause(Self.checkInterval) {
            reporter.tellDue(at: counters.elapsed())
            readKernelDrops()
            reporter.tellKernelDrops(counters.current)
        }
    }

    private func keepLookingUp(_ sources: AllowedSources) async {
        while await pause(sources.isComplete ? Self.lookupInterval : Self.checkInterval) { await sources.refresh() }
    }

    /// Waits; false if this ends.
    func pause(_ duration: Duration) async -> Bool {
        (try? await surroundings.clock.sleep(for: duration)) != nil && !Task.isCancelled
    }
}
