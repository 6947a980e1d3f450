// SPDX-License-Identifier: MIT

package import NIOSSL

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A server's certificate, with those that lead from it to an authority, and its private key, both in PEM.
package struct TLSFiles: Sendable, Equatable {
    package var certificateFile: String
    package var keyFile: String

    package init(certificateFile: String, keyFile: String) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }

    /// Reads both files and makes sure that they belong together.
    package func configuration() throws(TLSFilesFailure) -> TLSConfiguration {
        let certificates = try chain()
        let key = try key()
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            _ = try NIOSSLContext(configuration: configuration)
        } catch {
            throw TLSFilesFailure(
                file: keyFile, problem: "is not the key of the first certificate in \(certificateFile)")
        }
        return configuration
    }

    private func chain() throws(TLSFilesFailure) -> [NIOSSLCertificate] {
        try Self.check(certificateFile)
        let certificates = try? NIOSSLCertificate.fromPEMFile(certificateFile)
        guard let certificates, !certificates.isEmpty else {
            throw TLSFilesFailure(
                file: certificateFile,
                problem: "holds no certificate: expected PEM, the server's own first, then those that signed it")
        }
        return certificates
    }

    private func key() throws(TLSFilesFailure) -> NIOSSLPrivateKey {
        try Self.check(keyFile)
        guard let key = try? NIOSSLPrivateKey(file: keyFile, format: .pem) else {
            throw TLSFilesFailure(file: keyFile, problem: "holds no private key: expected PEM, without a password")
        }
        return key
    }

    private static func check(_ file: String) throws(TLSFilesFailure) {
        guard let handle = fopen(file, "r") else {
            throw TLSFilesFailure(file: file, problem: "cannot be read: \(String(cString: strerror(errno)))")
        }
        fclose(handle)
    }
}

/// A file that TLS needs and that cannot be used.
package struct TLSFilesFailure: Error, Equatable, CustomStringConvertible {
    package var file: String
    package var problem: String

    package init(file: String, problem: String) {
        self.file = file
        self.problem = problem
    }

    package var description: String { "\(file) \(problem)" }
}
