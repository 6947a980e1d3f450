// SPDX-License-Identifier: MIT

/// Why PostgreSQL did not do what it was asked to. Holds no password, no address and no value that was sent.
package struct PostgresError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// No connection could be made; `message` says why.
        case cannotConnect
        /// The connection broke. Whatever was not committed is undone by the server.
        case connectionLost
        /// The connection broke while a transaction was being committed: it may be stored or not.
        case commitUncertain
        /// The server refused a statement; `sqlState` says why.
        case refused
        /// An answer took longer than allowed. The connection is closed.
        case timedOut
        /// The task was cancelled while it waited. The connection is closed.
        case cancelled
        /// A column is missing, `NULL` or not of the type that was asked for.
        case unexpectedValue
        /// No connection became free in time.
        case busy
        /// The connection or the pool was closed before.
        case closed
        /// A call that cannot be carried out, such as a transaction within a transaction.
        case misuse
    }

    package var kind: Kind
    /// The five characters by which the server names an error; `nil` if it was not the server who refused.
    package var sqlState: String?
    /// A sentence's worth of explanation, in one line.
    package var message: String

    package init(_ kind: Kind, sqlState: String? = nil, _ message: String) {
        self.kind = kind
        self.sqlState = sqlState
        self.message = message
    }

    /// True if the same transaction, run again, may well succeed: it lost against another one.
    package var isContention: Bool { kind == .refused && ["40001", "40P01"].contains(sqlState) }

    /// True if the server could not be reached, or not for long enough.
    package var isUnavailability: Bool {
        switch kind {
        case .cannotConnect, .connectionLost, .commitUncertain, .timedOut, .busy, .closed: true
        case .refused, .cancelled, .unexpectedValue, .misuse: false
        }
    }

    package var description: String { sqlState.map { "\(message) (SQLSTATE \($0))" } ?? message }
}
