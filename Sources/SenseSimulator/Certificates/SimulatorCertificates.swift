// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import SwiftASN1
import X509

/// The certificates of a simulated site: its authority, one certificate for all servers, and one for the clients.
///
/// Promises: made in memory, new each time, valid from a day before the time given to a year after it. A second,
/// foreign authority signs the certificate that servers with the fault `wrong-cert` show.
package struct SimulatorCertificates: Sendable {
    /// What a client needs to trust the servers.
    package let rootPEM: String
    /// What a client shows to be let in.
    package let clientCertificatePEM: String

    /// The site's authority.
    let root: Certificate
    /// The key of all servers.
    let serverKey: P256.Signing.PrivateKey
    /// The certificate of all servers.
    let server: Certificate
    /// The certificate that no client of the site should accept, for the same key.
    let foreignServer: Certificate
    private let clientKey: P256.Signing.PrivateKey

    /// Makes all keys and certificates.
    ///
    /// - Parameters:
    ///   - servers: how many servers the site has; the address of each stands in the certificate.
    ///   - now: the time in seconds since 1970.
    package init(servers: Int, now: Double) throws {
        let day = 86_400.0
        let time = Date(timeIntervalSince1970: now.rounded())
        let validity = time.addingTimeInterval(-day)..<time.addingTimeInterval(365 * day)
        let authority = try CertificateAuthority(name: "Simulated Sense site", validity: validity)
        let foreign = try CertificateAuthority(name: "Some other Sense site", validity: validity)
        let addresses = (1...max(1, servers)).map(ServerAddress.init(server:))

        self.serverKey = P256.Signing.PrivateKey()
        self.clientKey = P256.Signing.PrivateKey()
        self.root = authority.certificate
        self.server = try authority.serverCertificate(
            for: serverKey.publicKey,
            name: "Simulated engine",
            addresses: addresses
        )
        self.foreignServer = try foreign.serverCertificate(
            for: serverKey.publicKey,
            name: "Simulated engine",
            addresses: addresses
        )
        let client = try authority.clientCertificate(for: clientKey.publicKey, name: "QlikClient")
        self.rootPEM = try root.serializeAsPEM().pemString + "\n"
        self.clientCertificatePEM = try client.serializeAsPEM().pemString + "\n"
    }

    /// The client's private key, encrypted if there is a passphrase that is not empty.
    package func clientKeyPEM(passphrase: String? = nil) throws -> String {
        guard let passphrase, !passphrase.isEmpty else { return clientKey.pemRepresentation + "\n" }
        return try EncryptedKeyPEM(key: clientKey, passphrase: passphrase).text
    }
}
