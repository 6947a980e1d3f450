// SPDX-License-Identifier: MIT

/// Why a store cannot be used.
package enum StoreFailure: Error, Equatable, CustomStringConvertible {
    /// The place names a file or a database, without a password.
    case cannotOpen(place: String, reason: String)
    case notDurable(place: String)
    /// The database was filled under another pepper, under which no installation would be known again.
    case otherPepper(place: String)
    /// The database was made by a later version of this program.
    case tooNew(place: String)
    /// More submissions wait than may; the sender should come back later.
    case overloaded
    /// It fails at the moment, and may work again later.
    case unavailable(reason: String)

    package var description: String {
        switch self {
        case .cannotOpen(let place, let reason): "\(place) cannot be used as a database: \(reason)"
        case .notDurable(let place):
            "\(place) does not wait for the disk, so that acknowledged reports could be lost"
        case .otherPepper(let place):
            "\(place) was filled with another pepper; restore that secret, which every collector of a database needs"
        case .tooNew(let place):
            "\(place) was made by a later version of this program; run that version, or restore a backup"
        case .overloaded: "too many reports wait to be stored"
        case .unavailable(let reason): "the database does not work at the moment: \(reason)"
        }
    }
}
