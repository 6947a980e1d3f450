// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import NIOCore
import NIOSSL
import SwiftASN1
import X509

extension SimulatorCertificates {
    /// How a server of the site speaks TLS: it lets nobody in whose certificate the site's authority has not signed.
    ///
    /// - Parameter isForeign: true to show the certificate that the foreign authority has signed.
    func serverContext(isForeign: Bool) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(try Self.certificate(isForeign ? foreignServer : server))],
            privateKey: .privateKey(
                try NIOSSLPrivateKey(bytes: [UInt8](serverKey.derRepresentation), format: .der)
            )
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.shutdownTimeout = .milliseconds(100)
        configuration.trustRoots = .certificates([try Self.certificate(root)])
        configuration.certificateVerification = .noHostnameVerification
        return try NIOSSLContext(configuration: configuration)
    }

    private static func certificate(_ certificate: Certificate) throws -> NIOSSLCertificate {
        try NIOSSLCertificate(bytes: [UInt8](certificate.serializeAsPEM().pemString.utf8), format: .pem)
    }
}
