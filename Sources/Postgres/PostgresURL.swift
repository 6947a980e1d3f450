// SPDX-License-Identifier: MIT

/// Where a database is and who comes: `postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require`.
///
/// It prints without user, password and parameters, however it is printed.
package struct PostgresURL: Sendable, Equatable {
    package static let defaultPort = 5432

    /// A name, an address, or the absolute path of the folder that holds the server's socket.
    package var host: String
    package var port: Int
    package var database: String
    /// Without one, libpq takes the name of the system's user.
    package var user: String?
    /// Without one, libpq looks into `PGPASSWORD` and the user's password file.
    package var password: String?
    /// What else libpq is told, such as `sslmode`.
    package var parameters: [String: String]

    package init(
        host: String, port: Int = PostgresURL.defaultPort, database: String, user: String? = nil,
        password: String? = nil, parameters: [String: String] = [:]
    ) {
        self.host = host
        self.port = port
        self.database = database
        self.user = user
        self.password = password
        self.parameters = parameters
    }

    /// What libpq may be told by parameters of the URL. Timeouts and encoding are set by the connection.
    package static let knownParameters: Set = [
        "application_name", "channel_binding", "gssencmode", "host", "sslcert", "sslcrl", "sslkey",
        "sslmode", "sslrootcert", "target_session_attrs",
    ]
}

extension PostgresURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `postgres://HOST:PORT/DATABASE`, for messages and logs.
    package var description: String {
        let place = host.contains(":") ? "[\(host)]" : host
        return "postgres://\(place):\(port)/\(database)"
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
