// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import SenseSimulator
import Testing

@testable import SenseSources

@Suite struct ClientCertificateFilesTests {
    private let directory: TemporaryDirectory
    private let certificates: SimulatorCertificates
    private var files: ClientCertificateFiles

    init() throws {
        directory = try TemporaryDirectory()
        certificates = try SimulatorCertificates(servers: 1, now: Date().timeIntervalSince1970)
        let written = try certificates.write(to: OutputDirectory(creating: directory.path), passphrase: "geheim")
        files = ClientCertificateFiles(
            certificate: written.clientCertificate, key: written.clientKey, authority: written.root,
            passphrase: "geheim", verifiesServers: true)
    }

    private func failure(_ change: (inout ClientCertificateFiles) throws -> Void) throws -> ClientCertificateFailure? {
        var files = files
        try change(&files)
        let changed = files
        return #expect(throws: ClientCertificateFailure.self) { _ = try changed.tlsConfiguration() }
    }

    @Test func `takes files that belong together`() throws {
        _ = try files.tlsConfiguration()
        var plain = files
        plain.key = try directory.write(certificates.clientKeyPEM(), to: "plain.pem")
        plain.passphrase = nil
        _ = try plain.tlsConfiguration()
    }

    @Test func `takes a key without encryption even if there is a passphrase`() throws {
        var plain = files
        plain.key = try directory.write(certificates.clientKeyPEM(), to: "plain.pem")
        _ = try plain.tlsConfiguration()
    }

    @Test func `names the key that a wrong passphrase does not open`() throws {
        let failure = try failure { $0.passphrase = "falsch" }
        #expect(failure?.file == files.key)
        #expect(failure?.description.contains("passphrase") == true)
        #expect(failure?.description.contains("falsch") == false)
    }

    @Test func `names the setting that an encrypted key needs`() throws {
        let failure = try failure { $0.passphrase = nil }
        #expect(failure?.file == files.key)
        #expect(failure?.description.contains("cert.clientCertPassphrase") == true)
    }

    @Test func `does not give the TLS library a passphrase that would end the program`() throws {
        let failure = try failure { $0.passphrase = "geheim €" }
        #expect(failure?.file == files.key)
        #expect(failure?.problem.contains("beyond ASCII") == true)
        #expect(failure?.description.contains("€") == false)
    }

    @Test(arguments: ["certificate", "key", "authority"])
    func `names a file that is missing`(which: String) throws {
        let path = directory.file("gone.pem")
        let failure = try failure { $0[keyPath: keyPath(which)] = path }
        #expect(failure?.description == "\(path) cannot be read: No such file or directory")
    }

    @Test(
        arguments: ["certificate", "key", "authority"], ["", "not PEM at all\n", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
    func `names a file that is something else`(which: String, content: String) throws {
        let path = try directory.write(content, to: "odd.pem")
        let failure = try failure { $0[keyPath: keyPath(which)] = path }
        #expect(failure?.file == path)
        #expect(failure?.problem.hasPrefix("is not a") == true)
    }

    @Test func `names the key of another certificate`() throws {
        let other = try SimulatorCertificates(servers: 1, now: Date().timeIntervalSince1970)
        let path = try directory.write(other.clientKeyPEM(), to: "other.pem")
        let failure = try failure {
            $0.key = path
            $0.passphrase = nil
        }
        #expect(failure?.description == "\(path) is not the private key of \(files.certificate)")
    }

    @Test func `sees that a file was replaced`() throws {
        let before = files.fingerprint()
        #expect(files.fingerprint() == before)
        _ = try directory.write("something longer than before", to: "root.pem")
        #expect(files.fingerprint() != before)
    }

    private func keyPath(_ which: String) -> WritableKeyPath<ClientCertificateFiles, String> {
        switch which {
        case "certificate": \.certificate
        case "key": \.key
        default: \.authority
        }
    }
}
