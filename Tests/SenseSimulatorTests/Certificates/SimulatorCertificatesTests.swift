// SPDX-License-Identifier: MIT

import Foundation
import NIOSSL
import SenseSimulator
import Testing

@Suite struct SimulatorCertificatesTests {
    private let certificates: SimulatorCertificates

    init() throws {
        certificates = try SimulatorCertificates(servers: 2, now: 1_772_409_600)
    }

    @Test func `writes the client's files, and the key for the owner alone`() throws {
        try withTemporaryFolder { folder in
            let directory = try OutputDirectory(creating: folder)
            let files = try certificates.write(to: directory)
            #expect(files.clientCertificate == directory.path(of: "client.pem"))
            #expect(files.clientKey == directory.path(of: "client_key.pem"))
            #expect(files.root == directory.path(of: "root.pem"))
            #expect(try permissions(of: files.clientKey) == 0o600)
            #expect(try NIOSSLCertificate.fromPEMFile(files.clientCertificate).count == 1)
            #expect(try NIOSSLCertificate.fromPEMFile(files.root).count == 1)
            #expect(throws: Never.self) { try NIOSSLPrivateKey(file: files.clientKey, format: .pem) }
        }
    }

    @Test func `names the file that it cannot write`() throws {
        try withTemporaryFolder { folder in
            let directory = try OutputDirectory(creating: folder)
            try FileManager.default.createDirectory(
                atPath: folder + "/client_key.pem",
                withIntermediateDirectories: false
            )
            let error = try #require(throws: OutputFailure.self) { try certificates.write(to: directory) }
            #expect(error.description.contains(directory.path(of: "client_key.pem")))
        }
    }

    @Test(arguments: ["geheim", "x", "pass phrase with \"quotes\"", String(repeating: "long", count: 100)])
    func `encrypts the key so that the passphrase opens it`(passphrase: String) throws {
        let plain = try NIOSSLPrivateKey(bytes: Array(certificates.clientKeyPEM().utf8), format: .pem)
        let pem = try certificates.clientKeyPEM(passphrase: passphrase)
        #expect(pem.contains("Proc-Type: 4,ENCRYPTED"))
        let opened = try NIOSSLPrivateKey(bytes: Array(pem.utf8), format: .pem) { $0(Array(passphrase.utf8)) }
        #expect(try opened.derBytes == plain.derBytes)
    }

    @Test func `encrypts the key so that nothing else opens it`() throws {
        let pem = Array(try certificates.clientKeyPEM(passphrase: "geheim").utf8)
        #expect(throws: NIOSSLError.self) {
            try NIOSSLPrivateKey(bytes: pem, format: .pem) { $0(Array("Geheim".utf8)) }
        }
        #expect(throws: NIOSSLError.self) { try NIOSSLPrivateKey(bytes: pem, format: .pem) }
    }

    @Test func `leaves the key open for an empty passphrase`() throws {
        #expect(try certificates.clientKeyPEM(passphrase: "") == certificates.clientKeyPEM())
    }
}
