// SPDX-License-Identifier: MIT

import CMosquitto

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Why messages did not reach the broker. Holds no password and nothing of a message.
package struct MQTTFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        case hostNotFound
        /// Nobody listens there.
        case connectionRefused
        /// The network says no, or the port cannot be reached.
        case unreachable
        /// The broker does not want this user, password or client.
        case notAuthorised
        /// The broker wants nobody now, or nobody like this.
        case refused
        /// The certificate of the broker, or that of this client, was not accepted, or cannot be read.
        case certificate
        /// The connection was there and is not any more.
        case connectionLost
        /// The broker did not answer in time. What it was sent may have reached it.
        case timedOut
        /// What the broker said is no MQTT.
        case badAnswer
        /// The task that waited was cancelled.
        case cancelled
        /// The connection was closed here.
        case closed
        /// The settings make no connection.
        case misconfigured
    }

    package var kind: Kind
    /// A sentence's worth of explanation, in one line.
    package var message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package var description: String { message }

    /// What a result of the library means, as long as no connection was made.
    ///
    /// - Parameter detail: what the library logged about it.
    static func connecting(_ result: Int32, errorNumber: Int32, detail: String?) -> MQTTFailure {
        let explanation = detail.map { ": \($0)" } ?? ""
        switch mosq_err_t(result) {
        case MOSQ_ERR_EAI: return MQTTFailure(.hostNotFound, "the broker's host name is not known")
        case MOSQ_ERR_TLS, MOSQ_ERR_TLS_HANDSHAKE:
            return MQTTFailure(.certificate, "TLS with the broker failed\(explanation)")
        case MOSQ_ERR_ERRNO where errorNumber == ECONNREFUSED:
            return MQTTFailure(.connectionRefused, "nobody listens at the broker's port")
        case MOSQ_ERR_ERRNO where errorNumber == ETIMEDOUT:
            return MQTTFailure(.timedOut, "the broker's host did not answer in time")
        case MOSQ_ERR_ERRNO: return MQTTFailure(.unreachable, String(cString: strerror(errorNumber)))
        case MOSQ_ERR_CONN_LOST, MOSQ_ERR_NO_CONN:
            return MQTTFailure(.connectionLost, "the broker hung up before it let us in\(explanation)")
        case MOSQ_ERR_PROTOCOL, MOSQ_ERR_MALFORMED_PACKET:
            return MQTTFailure(.badAnswer, "what listens at the broker's port does not speak MQTT 3.1.1")
        default: return MQTTFailure(.misconfigured, String(cString: mosquitto_strerror(result)) + explanation)
        }
    }

    /// What a result of the library means, once the broker let us in.
    static func running(_ result: Int32, detail: String?) -> MQTTFailure {
        let explanation = detail.map { ": \($0)" } ?? ""
        switch mosq_err_t(result) {
        case MOSQ_ERR_KEEPALIVE: return MQTTFailure(.timedOut, "the broker gave no sign of life")
        case MOSQ_ERR_PROTOCOL, MOSQ_ERR_MALFORMED_PACKET:
            return MQTTFailure(.badAnswer, "the broker sent what is no MQTT 3.1.1")
        default: return MQTTFailure(.connectionLost, "the connection to the broker broke\(explanation)")
        }
    }

    /// The broker's own answer to somebody who wants in.
    static func refusal(_ code: Int32) -> MQTTFailure {
        switch code {
        case 1: MQTTFailure(.refused, "the broker does not speak MQTT 3.1.1")
        case 2: MQTTFailure(.refused, "the broker does not accept the client ID")
        case 3: MQTTFailure(.refused, "the broker says that it is not available")
        case 4: MQTTFailure(.notAuthorised, "the broker does not accept the user name or password")
        case 5: MQTTFailure(.notAuthorised, "the broker does not let this client in; are user name and password right?")
        default: MQTTFailure(.refused, "the broker refused the connection with the unknown code \(code)")
        }
    }
}
