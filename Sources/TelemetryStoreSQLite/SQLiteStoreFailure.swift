// SPDX-License-Identifier: MIT

/// Why the SQLite store cannot be used.
package enum SQLiteStoreFailure: Error, Equatable, CustomStringConvertible {
    case cannotOpen(path: String, reason: String)
    case notDurable
    /// More submissions wait than may; the sender should come back later.
    case overloaded

    package var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "\(path) cannot be used as a database: \(reason)"
        case .notDurable: "SQLite does not accept synchronous = FULL, so acknowledged reports could be lost"
        case .overloaded: "too many reports wait to be stored"
        }
    }
}
