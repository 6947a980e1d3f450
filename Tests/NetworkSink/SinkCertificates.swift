// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// An authority that nobody knows, and the one certificate that it signs. Made in memory, new each time.
struct SinkCertificates {
    /// What somebody needs to trust the certificate.
    let authorityPEM: String

    private let authority: Certificate
    private let server: Certificate
    private let key = P256.Signing.PrivateKey()

    /// - Parameter name: the host that the certificate is for.
    init(name: String) throws {
        let authorityKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let issuer = try DistinguishedName { CommonName("Sink \(UInt32.random(in: 0 ... .max))") }
        let validity = (from: Date.now.addingTimeInterval(-86_400), to: Date.now.addingTimeInterval(86_400))
        authority = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: authorityKey.publicKey, notValidBefore: validity.from,
            notValidAfter: validity.to, issuer: issuer, subject: issuer, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true))
            }, issuerPrivateKey: authorityKey)
        server = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey), notValidBefore: validity.from,
            notValidAfter: validity.to, issuer: issuer, subject: DistinguishedName { CommonName(name) },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames([.dnsName(name)])
            }, issuerPrivateKey: authorityKey)
        authorityPEM = try authority.serializeAsPEM().pemString + "\n"
    }

    func tls() throws -> TLSConfiguration {
        let certificate = try NIOSSLCertificate(
            bytes: [UInt8](server.serializeAsPEM().pemString.utf8), format: .pem)
        return .makeServerConfiguration(
            certificateChain: [.certificate(certificate)],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: [UInt8](key.derRepresentation), format: .der)))
    }
}
