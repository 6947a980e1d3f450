// SPDX-License-Identifier: MIT

/// Where a broker is, and how it is talked to.
package struct MQTTBroker: Sendable {
    package var host: String
    package var port: Int
    package var clientID: String
    package var credentials: Credentials?
    /// `nil` talks in the clear.
    package var tls: TLS?
    /// Whether the broker acknowledges each message: QoS 1, else QoS 0.
    package var isAcknowledged = true
    /// What the broker publishes if this client goes without a word.
    package var will: MQTTMessage?
    /// What is published first on each connection.
    package var greeting: MQTTMessage?
    /// What is published last before the connection is closed in order.
    package var farewell: MQTTMessage?
    /// After this time without a word both sides make sure that the other one is still there.
    package var keepAlive: Duration = .seconds(60)
    /// For a connection, until the broker let us in.
    package var connectTimeout: Duration = .seconds(30)
    /// How long the broker may take for anything; it takes many messages at a time.
    package var answerTimeout: Duration = .seconds(10)
    /// The most messages that are sent and not answered yet.
    package var window = 200

    package init(host: String, port: Int, clientID: String) {
        self.host = host
        self.port = port
        self.clientID = clientID
    }

    package struct Credentials: Sendable, CustomStringConvertible, CustomReflectable {
        package var user: String
        package var password: String?

        package init(user: String, password: String?) {
            self.user = user
            self.password = password
        }

        /// Without the password.
        package var description: String { "the user \(user)" }
        package var customMirror: Mirror { Mirror(self, children: ["user": user]) }
    }

    /// Files in PEM, read anew for each connection.
    package struct TLS: Sendable, CustomStringConvertible, CustomReflectable {
        /// The certificates that sign the broker's; `nil` trusts those of the system.
        package var authorityFile: String?
        /// The client's certificate and its key, if the broker wants them.
        package var certificateFile: String?
        package var keyFile: String?
        package var passphrase: String?

        package init(
            authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil,
            passphrase: String? = nil
        ) {
            self.authorityFile = authorityFile
            self.certificateFile = certificateFile
            self.keyFile = keyFile
            self.passphrase = passphrase
        }

        /// Without the passphrase.
        package var description: String { "TLS" }
        package var customMirror: Mirror { Mirror(self, children: [:]) }
    }
}
