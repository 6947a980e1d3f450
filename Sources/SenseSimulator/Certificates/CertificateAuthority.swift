// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import SwiftASN1
import X509

/// Signs certificates with a key that it makes for itself and never shows.
struct CertificateAuthority {
    /// The authority's own certificate, which those who trust it need.
    let certificate: Certificate

    private let key: Certificate.PrivateKey
    private let validity: Range<Date>

    /// Makes the authority's key and its own certificate.
    ///
    /// - Parameter validity: from when until when all its certificates are valid.
    init(name: String, validity: Range<Date>) throws {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let distinguishedName = try DistinguishedName { CommonName(name) }
        self.key = key
        self.validity = validity
        self.certificate = try Certificate(
            version: .v3,
            serialNumber: .init(),
            publicKey: key.publicKey,
            notValidBefore: validity.lowerBound,
            notValidAfter: validity.upperBound,
            issuer: distinguishedName,
            subject: distinguishedName,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            },
            issuerPrivateKey: key
        )
    }

    /// A certificate for a server that is reached as `localhost` and at the addresses given.
    func serverCertificate(
        for key: P256.Signing.PublicKey,
        name: String,
        addresses: [ServerAddress]
    ) throws -> Certificate {
        let names =
            [GeneralName.dnsName("localhost")]
            + addresses.map { .ipAddress(ASN1OctetString(contentBytes: $0.octets[...])) }
        return try certificate(
            for: key,
            name: name,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names)
            }
        )
    }

    /// A certificate with which a client proves who it is.
    func clientCertificate(for key: P256.Signing.PublicKey, name: String) throws -> Certificate {
        try certificate(
            for: key,
            name: name,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.clientAuth])
            }
        )
    }

    private func certificate(
        for key: P256.Signing.PublicKey,
        name: String,
        extensions: Certificate.Extensions
    ) throws -> Certificate {
        try Certificate(
            version: .v3,
            serialNumber: .init(),
            publicKey: .init(key),
            notValidBefore: validity.lowerBound,
            notValidAfter: validity.upperBound,
            issuer: certificate.subject,
            subject: DistinguishedName { CommonName(name) },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions,
            issuerPrivateKey: self.key
        )
    }
}
