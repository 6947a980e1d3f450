// SPDX-License-Identifier: MIT

import ConfigurationFile
import LogOutput
import Synchronization

/// Changes the level of the log while the program runs.
///
/// A wish counts, else what the command line said at the start, else the configuration file. Every change is logged, whatever
/// the level is.
final class LevelControl: Sendable {
    private struct State {
        var configured: LogLevel
        var wish: LogLevel?
    }

    private let log: ProgramLog
    private let path: String
    /// What the command line says.
    private let override: LogLevel?
    private let wish: LevelWish?
    private let state: Mutex<State>

    /// Forgets a wish that was meant for a monitor before this one.
    ///
    /// - Parameters:
    ///   - path: of the configuration file.
    ///   - override: what the command line says instead of it.
    ///   - wish: `nil` if there is no place for wishes.
    init(_ log: ProgramLog, path: String, override: LogLevel?, wish: LevelWish?) {
        self.log = log
        self.path = path
        self.override = override
        self.wish = wish
        state = Mutex(State(configured: log.level))
        try? wish?.remove()
    }

    /// Reads the level again from the configuration file, and nothing else.
    func reread() {
        let level: LogLevel
        do {
            level = try override ?? LogSettings.readLevel(path)
        } catch {
            let cause = (error as? MonitorConfiguration.Invalid)?.problems.first?.description ?? "\(error)"
            say(
                .warn, "LOG LEVEL: unchanged, the configuration file cannot be used",
                [("level", log.level.rawValue), ("cause", cause)])
            return
        }
        state.withLock { state in
            state.configured = level
            guard !apply(state, by: "logLevel in \(path)") else { return }
            let reason: String? =
                if state.wish != nil { "butler-sos log-level counts until it takes that back" } else if override != nil
                {
                    "--loglevel counts as long as it runs"
                } else { nil }
            say(
                .info, "LOG LEVEL: unchanged",
                [("level", log.level.rawValue)] + (reason.map { [("because", $0)] } ?? []))
        }
    }

    /// Looks whether somebody wishes another level, or not any more.
    func lookForWish() {
        guard let wish else { return }
        let level = wish.read()
        state.withLock { state in
            guard level != state.wish else { return }
            state.wish = level
            apply(state, by: level == nil ? "logLevel in \(path)" : "butler-sos log-level")
        }
    }

    /// - Returns: whether this changed anything.
    @discardableResult private func apply(_ state: State, by cause: String) -> Bool {
        let (old, new) = (log.level, state.wish ?? state.configured)
        guard old != new else { return false }
        log.level = new
        say(.info, "LOG LEVEL: changed", [("from", old.rawValue), ("to", new.rawValue), ("by", cause)])
        return true
    }

    private func say(_ level: LogLevel, _ message: String, _ fields: [(name: String, value: String)]) {
        log.announce(
            LogLine(level: level, message: message, fields: fields.map { .init(name: $0.name, value: $0.value) }))
    }
}
