// SPDX-License-Identifier: MIT

/// How long the server may take.
package struct PostgresTimeouts: Sendable {
    /// To a connection that can be used. Looking up the name of the host comes on top, as long as the system takes for it.
    package var connecting: Duration
    /// To the answer to one statement, unless the call says otherwise.
    package var statement: Duration

    package init(connecting: Duration = .seconds(10), statement: Duration = .seconds(30)) {
        self.connecting = connecting
        self.statement = statement
    }
}
