// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NameLookup

/// Why an exchange gave no answer: a kind to decide on, and a sentence for the administrator without secrets.
package struct HTTPExchangeFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        case timeout
        case connectionRefused
        case hostNotFound
        case connectionReset
        case unreachable
        /// The two sides do not trust each other's certificate, or cannot agree on TLS.
        case certificate
        case answerTooLarge
        case cancelled
        case other
    }

    package var kind: Kind
    package var message: String
    /// Whom the connection was tried to, if it came to that.
    package var remoteAddress: String?
    package var remotePort: Int?

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package var description: String { message }

    init(unknownHost host: String, _ answer: HostAnswer) {
        self =
            if case .unknown = answer { Self(.hostNotFound, "the host name \(host) is not known to DNS") } else {
                Self.noAnswer(about: host)
            }
    }

    /// Whether that is said, or nothing, is a matter of how patient one is: it is the same state.
    static func noAnswer(about host: String) -> Self { Self(.hostNotFound, "no name service tells where \(host) is") }

    /// The same, and who stood between.
    func through(proxyHost: String) -> Self {
        var failure = self
        switch kind {
        // Only the proxy was asked for a connection.
        case .connectionRefused, .hostNotFound, .unreachable:
            failure.message = "the proxy \(proxyHost) cannot be reached: \(message)"
        case .cancelled: break
        default: failure.message += " (through the proxy \(proxyHost))"
        }
        return failure
    }

    /// The one place where the errors of the client, the sockets and the TLS library are told apart.
    package init(_ error: any Error) {
        switch error {
        case let error as HTTPExchangeFailure: self = error
        case let error as HTTPClientError: self.init(client: error)
        case let error as NIOConnectionError: self.init(connection: error)
        case let error as IOError: self.init(errorNumber: error.errnoCode)
        case let error as ChannelError: self.init(channel: error)
        case HTTPParserError.invalidEOFState:
            self.init(.connectionReset, "the connection was closed in the middle of the answer")
        case HTTPParserError.headerOverflow:
            self.init(.answerTooLarge, "the header of the answer is larger than allowed")
        case is HTTPParserError: self.init(.other, "the answer is not HTTP")
        case is NIOHTTPDecoderError: self.init(.other, "the server sent an answer that was not asked for")
        case is NIOTooManyBytesError: self.init(.answerTooLarge, "the answer is larger than allowed")
        case is CancellationError: self.init(.cancelled, "cancelled")
        case let error as NIOSSLExtraError: self.init(hostNameCheck: error)
        case is NIOSSLError, is BoringSSLError: self.init(tls: String(describing: error))
        default: self.init(.other, String(describing: error))
        }
    }

    private init(client error: HTTPClientError) {
        switch error {
        case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
            .getConnectionFromPoolTimeout,
            .httpProxyHandshakeTimeout:
            self.init(.timeout, "no answer in time")
        case .remoteConnectionClosed: self.init(.connectionReset, "the connection was closed before the answer")
        case .cancelled, .alreadyShutdown: self.init(.cancelled, "cancelled")
        default: self.init(.other, error.shortDescription)
        }
    }

    private init(connection error: NIOConnectionError) {
        if error.dnsAError != nil || error.dnsAAAAError != nil, error.connectionErrors.isEmpty {
            self.init(.hostNotFound, "the host name \(error.host) is not known to DNS")
        } else if let first = error.connectionErrors.first {
            self = HTTPExchangeFailure(first.error)
            remoteAddress = first.target.ipAddress
            remotePort = first.target.port
        } else {
            self.init(.unreachable, "cannot connect to \(error.host):\(error.port)")
        }
    }

    private init(channel error: ChannelError) {
        switch error {
        case .connectTimeout: self.init(.timeout, "no connection in time")
        case .eof, .ioOnClosedChannel, .alreadyClosed, .inputClosed, .outputClosed:
            self.init(.connectionReset, "the connection was closed before the answer")
        default: self.init(.other, String(describing: error))
        }
    }

    private init(errorNumber: CInt) {
        switch errorNumber {
        case ECONNREFUSED: self.init(.connectionRefused, "connection refused; nothing listens there")
        case ECONNRESET, EPIPE: self.init(.connectionReset, "the connection was reset by the other side")
        case ETIMEDOUT: self.init(.timeout, "no connection in time")
        case EHOSTUNREACH, ENETUNREACH: self.init(.unreachable, "the host cannot be reached over the network")
        default: self.init(.unreachable, String(cString: strerror(errorNumber)))
        }
    }

    private init(hostNameCheck error: NIOSSLExtraError) {
        if error == .failedToValidateHostname {
            self.init(.certificate, "the server's certificate is not for this host name")
        } else {
            self.init(tls: String(describing: error))
        }
    }

    private init(tls text: String) {
        if text.contains("EOF during handshake") || text.contains("uncleanShutdown") {
            self.init(.connectionReset, "the connection was cut off by the other side")
            return
        }
        let reasons = [
            ("CERTIFICATE_VERIFY_FAILED", "the server's certificate is expired or not signed by the configured CA"),
            ("CERTIFICATE_REQUIRED", "the server wants a client certificate and got none"),
            ("DECRYPT_ERROR", "the server does not accept the client certificate: it is from another CA"),
            ("UNKNOWN_CA", "the server does not accept the client certificate: it is from another CA"),
            ("CERTIFICATE_EXPIRED", "the server does not accept the client certificate: it has expired"),
            ("BAD_CERTIFICATE", "the server does not accept the client certificate"),
            ("HANDSHAKE_FAILURE", "no agreement on TLS; the server may want another client certificate"),
            ("WRONG_VERSION_NUMBER", "the server does not speak TLS on this port"),
            (
                "failedToLoadPrivateKey",
                "the client key cannot be used: wrong passphrase, unsupported encryption, or not the certificate's key"
            ),
        ]
        let reason = reasons.first { text.contains($0.0) }?.1
        self.init(.certificate, reason ?? "TLS failed: \(text)")
    }
}
