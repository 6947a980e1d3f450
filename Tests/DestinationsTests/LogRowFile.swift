// SPDX-License-Identifier: MIT

import Foundation
import Monitoring

/// A row of the log database as a case spells it.
struct LogRowFile: Decodable {
    var id, nanoseconds: Int64
    var level, processHost, processName, message: String

    /// - Parameter server: the server that the row is about, if it is a configured one's.
    func entry(_ server: MonitoredServer?) throws -> LogDatabaseEntry {
        guard let level = LogDatabaseEntry.Level(rawValue: level) else { throw CocoaError(.coderInvalidValue) }
        return LogDatabaseEntry(
            id: id, time: Timestamp(nanoseconds: nanoseconds), level: level, processHost: processHost,
            processName: processName, message: message, server: server)
    }
}
