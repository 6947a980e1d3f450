// SPDX-License-Identifier: MIT

import NIOSSL

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The PEM files with which this program shows who it is to the Sense services, as the Sense console exports them.
package struct ClientCertificateFiles: Sendable, CustomStringConvertible {
    package var certificate: String
    package var key: String
    /// The site's root certificate: the only authority that is trusted.
    package var authority: String
    /// The passphrase of an encrypted key.
    package var passphrase: String?
    /// False accepts any server certificate.
    package var verifiesServers: Bool

    package init(certificate: String, key: String, authority: String, passphrase: String?, verifiesServers: Bool) {
        self.certificate = certificate
        self.key = key
        self.authority = authority
        self.passphrase = passphrase
        self.verifiesServers = verifiesServers
    }

    /// The files, never the passphrase.
    package var description: String { "\(certificate), \(key), \(authority)" }

    /// What changes when one of the files does.
    struct Fingerprint: Equatable {
        var parts: [Int]
    }

    func fingerprint() -> Fingerprint {
        Fingerprint(
            parts: [certificate, key, authority].flatMap { path in
                var status = stat()
                guard stat(path, &status) == 0 else { return [0] }
                return [
                    Int(status.st_size), Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec), Int(status.st_ino),
                ]
            })
    }

    /// Reads the files; the failure names the file and what is wrong with it.
    func tlsConfiguration() throws(ClientCertificateFailure) -> TLSConfiguration {
        let chain = try load(certificate, "a certificate in PEM") { try NIOSSLCertificate.fromPEMFile(certificate) }
        let roots = try load(authority, "a certificate in PEM") { try NIOSSLCertificate.fromPEMFile(authority) }
        let passphrase = passphrase
        if let passphrase, !passphrase.utf8.allSatisfy({ $0 < 0x80 }) {
            // The TLS library cannot take other characters: it would end the program.
            throw ClientCertificateFailure(
                file: key, problem: "cannot be opened: the passphrase has characters beyond ASCII")
        }
        let hint =
            passphrase == nil
            ? "a private key in PEM; if it is encrypted, cert.clientCertPassphrase must be set"
            : "a private key in PEM that the passphrase opens (scrypt is not supported)"
        let privateKey = try load(key, hint) {
            if let passphrase {
                try NIOSSLPrivateKey(file: key, format: .pem) { setter in setter(Array(passphrase.utf8)) }
            } else {
                try NIOSSLPrivateKey(file: key, format: .pem)
            }
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateChain = chain.map { .certificate($0) }
        configuration.privateKey = .privateKey(privateKey)
        configuration.trustRoots = .certificates(roots)
        configuration.certificateVerification = verifiesServers ? .fullVerification : .none
        // Making a context is the only way to learn now, and not at the first connection, that key and certificate differ.
        do {
            _ = try NIOSSLContext(configuration: configuration)
        } catch {
            throw ClientCertificateFailure(file: key, problem: "is not the private key of \(certificate)")
        }
        return configuration
    }

    private func load<Value>(_ path: String, _ expected: String, _ read: () throws -> Value)
        throws(ClientCertificateFailure) -> Value
    {
        guard access(path, R_OK) == 0 else {
            throw ClientCertificateFailure(file: path, problem: "cannot be read: \(String(cString: strerror(errno)))")
        }
        do { return try read() } catch { throw ClientCertificateFailure(file: path, problem: "is not \(expected)") }
    }
}

/// A certificate or key file that cannot be used.
package struct ClientCertificateFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package var file: String
    package var problem: String

    package var description: String { "\(file) \(problem)" }
}
