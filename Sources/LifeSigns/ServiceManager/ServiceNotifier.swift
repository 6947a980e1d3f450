// SPDX-License-Identifier: MIT

package import Logging
import ServiceLifecycle

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Tells systemd that the program is ready, that it still gets on, and that it stops.
///
/// Has to be the last of its group's services, which is the first to be stopped.
package struct ServiceNotifier: Service, CustomStringConvertible {
    private let send: @Sendable (String) throws -> Void
    private let watchdog: Duration?
    private let readiness: Readiness
    private let progress: ProgressWatch
    private let clock: any Clock<Duration>
    private let logger: Logger

    /// `nil` if the environment names nobody who listens.
    package init?(
        environment: [String: String], readiness: Readiness, progress: ProgressWatch,
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        guard let socket = NotifySocket(environment: environment) else { return nil }
        send = { try socket.send($0) }
        watchdog = Self.watchdogTime(environment, processID: getpid())
        self.readiness = readiness
        self.progress = progress
        self.clock = clock
        self.logger = logger
    }

    /// How long systemd waits between two signs of life; `nil` if it wants none of this process.
    static func watchdogTime(_ environment: [String: String], processID: pid_t) -> Duration? {
        guard let time = environment["WATCHDOG_USEC"].flatMap({ Int64($0) }), time > 0 else { return nil }
        if let owner = environment["WATCHDOG_PID"], !owner.isEmpty, owner != "\(processID)" { return nil }
        return .microseconds(time)
    }

    package var description: String { "ServiceNotifier" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await readiness.wait()
            if Task.isCancelled { return }
            notify("READY=1")
            guard let watchdog else { return (try? await gracefulShutdown()) ?? () }
            var wasStuck = false
            repeat {
                let stuck = progress.stuck
                if stuck.isEmpty {
                    notify("WATCHDOG=1")
                } else if !wasStuck {
                    logger.critical(
                        "SYSTEMD: the watchdog is not fed, since the program does not get on",
                        metadata: ["stuck": "\(stuck.joined(separator: ", "))"])
                }
                wasStuck = !stuck.isEmpty
            } while (try? await clock.sleep(for: watchdog / 2)) != nil && !Task.isCancelled
        }
        notify("STOPPING=1")
    }

    private func notify(_ text: String) {
        do {
            try send(text)
            logger.debug("SYSTEMD: told", metadata: ["state": "\(text)"])
        } catch {
            logger.warning("SYSTEMD: cannot be told", metadata: ["state": "\(text)", "cause": "\(error)"])
        }
    }
}
