// SPDX-License-Identifier: MIT

import Logging
import Synchronization

/// Reads and writes the mark of a database, and says once per change of state that this does not work.
final class LogDatabaseMarkKeeper: Sendable {
    private struct State {
        var isFailing = false
        var last: LogDatabaseMark?
    }

    private let file: LogDatabaseMarkFile?
    private let database: String
    private let logger: Logger
    private let state = Mutex(State())

    /// - Parameter file: `nil` forgets.
    init(_ file: LogDatabaseMarkFile?, database: String, logger: Logger) {
        self.file = file
        self.database = database
        self.logger = logger
    }

    func read() -> LogDatabaseMark? {
        guard let file else { return nil }
        switch file.read(for: database) {
        case .mark(let mark): return mark
        case .nothing: return nil
        case .foreign:
            logger.notice("LOGDB: this is another log database than before; it is read as at a first start")
        case .damaged(let reason):
            logger.warning(
                "LOGDB: it is not known what was read before, so rows may come twice, or be left out",
                metadata: ["file": "\(file.path)", "cause": "\(reason)"])
        }
        return nil
    }

    func write(_ mark: LogDatabaseMark) {
        guard let file else { return }
        state.withLock { state in
            guard mark != state.last else { return }
            do throws(LogDatabaseMarkFile.WriteFailure) {
                try file.write(mark, for: database)
                state.last = mark
                if state.isFailing {
                    logger.notice("LOGDB: the mark is stored again", metadata: ["file": "\(file.path)"])
                }
                state.isFailing = false
            } catch {
                if !state.isFailing {
                    logger.error(
                        "LOGDB: the mark cannot be stored; after a restart rows would come twice",
                        metadata: ["file": "\(file.path)", "cause": "\(error)"])
                }
                state.isFailing = true
            }
        }
    }
}
