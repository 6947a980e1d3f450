// SPDX-License-Identifier: MIT

import Monitoring
import Postgres

extension PollFailure {
    /// Why the log database gave nothing.
    init(_ error: PostgresError, host: String, port: Int) {
        var details = Details()
        details.remoteAddress = host
        details.remotePort = port
        details.code = error.sqlState
        self.init(Self.category(of: error), Self.sentence(for: error), details: details)
    }

    private static func category(of error: PostgresError) -> Category {
        switch error.kind {
        case .timedOut: .timeout
        case .connectionLost, .commitUncertain: .connectionReset
        case .unexpectedValue: .badAnswer
        case .busy, .closed, .cancelled, .misuse: .unknown
        case .cannotConnect: category(of: error.message)
        case .refused: category(sqlState: error.sqlState ?? "")
        }
    }

    /// libpq has no codes for what happens before there is a connection.
    private static func category(of message: String) -> Category {
        let signs: [(Category, [String])] = [
            (.connectionRefused, ["Connection refused"]), (.hostNotFound, ["could not translate host name"]),
            (.badAnswer, ["invalid response", "expected authentication request"]),
            (.timeout, ["in time", "timeout"]), (.certificateError, ["certificate", "SSL"]),
            (.authError, ["authentication", "pg_hba.conf", "role \"", "no password"]),
            (.notFound, ["database \""]), (.connectionReset, ["closed the connection", "reset by peer"]),
        ]
        return signs.first { $0.1.contains { message.contains($0) } }?.0 ?? .unknown
    }

    private static func category(sqlState: String) -> Category {
        switch sqlState.prefix(2) {
        case "28": .authError
        case "42" where sqlState == "42501": .authError
        case "42" where sqlState == "42P01": .notFound
        case "42", "22": .badAnswer
        case "57" where sqlState == "57014": .timeout
        default: .unknown
        }
    }

    private static func sentence(for error: PostgresError) -> String {
        switch error.sqlState {
        case "42P01": "\(error); is this the log database of a Sense site?"
        case "42501": "\(error); the user needs the right to read it"
        default: "\(error)"
        }
    }
}
