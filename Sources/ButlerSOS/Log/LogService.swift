// SPDX-License-Identifier: MIT

import LogOutput
import MonitoringPipeline
import ServiceLifecycle

/// Looks after the log while the program runs: repetitions are told when their minute is over, wishes for another level are
/// heard, and a SIGHUP opens the log file again and reads the level again.
struct LogService<Signals: AsyncSequence & Sendable>: Service, CustomStringConvertible where Signals.Element: Sendable {
    var log: ProgramLog
    var level: LevelControl
    /// One element for each SIGHUP.
    var hangups: Signals
    var clock: any Clock<Duration> = ContinuousClock()

    /// Service groups log their services.
    var description: String { "LogService" }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask { await takeHangups() }
                group.addTask { await beat() }
            }
        }
    }

    private func takeHangups() async {
        var signals = hangups.makeAsyncIterator()
        while (try? await signals.next()) != nil {
            log.reopen()
            level.reread()
        }
    }

    private func beat() async {
        while (try? await clock.sleep(for: .seconds(1))) != nil {
            log.tellRepetitions()
            level.lookForWish()
        }
    }
}
