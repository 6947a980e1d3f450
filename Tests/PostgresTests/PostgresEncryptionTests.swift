// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Testing

@testable import Postgres

/// Encrypted connections to a real server, whose certificate a test's own authority signed.
@Suite(.timeLimit(.minutes(2))) struct PostgresEncryptionTests {
    private static func url(_ server: PostgresServer, host: String = "127.0.0.1", _ parameters: [String: String])
        -> PostgresURL
    {
        PostgresURL(
            host: host, port: server.port, database: "postgres", user: PostgresServer.user,
            password: PostgresServer.password, parameters: parameters)
    }

    private static func isEncrypted(_ url: PostgresURL) async throws -> Bool {
        let connection = try await PostgresConnection.open(url)
        let rows = try await connection.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        return try #require(rows.first)["ssl"]
    }

    @Test func `encrypts as it is told to, and makes sure who answers`() async throws {
        let certificates = try await ServerCertificates()
        let others = try await ServerCertificates(name: "DNS:elsewhere.example")
        let server = try await PostgresServer(certificates: certificates)
        func url(_ mode: String, _ certificates: ServerCertificates? = nil, host: String = "127.0.0.1") -> PostgresURL {
            var parameters = ["sslmode": mode]
            parameters["sslrootcert"] = certificates?.authorityFile
            return Self.url(server, host: host, parameters)
        }
        #expect(try await !Self.isEncrypted(url("disable")))
        #expect(try await Self.isEncrypted(url("prefer")))
        #expect(try await Self.isEncrypted(url("require")))
        #expect(try await Self.isEncrypted(url("verify-ca", certificates)))
        #expect(try await Self.isEncrypted(url("verify-full", certificates)))
        for mode in ["verify-ca", "verify-full"] {
            let stranger = await #expect(throws: PostgresError.self) {
                _ = try await PostgresConnection.open(url(mode, others))
            }
            #expect(stranger?.kind == .cannotConnect)
            #expect(stranger?.message.contains("certificate verify failed") == true)
        }
        // The certificate is for the address, not for the name.
        #expect(try await Self.isEncrypted(url("verify-ca", certificates, host: "localhost")))
        let misnamed = await #expect(throws: PostgresError.self) {
            _ = try await PostgresConnection.open(url("verify-full", certificates, host: "localhost"))
        }
        #expect(misnamed?.message.contains("does not match host name") == true)
    }

    @Test func `does not fall back to an open connection where encryption is required`() async throws {
        let server = try await PostgresServer.shared()
        #expect(try await !Self.isEncrypted(Self.url(server, ["sslmode": "prefer"])))
        let refused = await #expect(throws: PostgresError.self) {
            _ = try await PostgresConnection.open(Self.url(server, ["sslmode": "require"]))
        }
        #expect(refused?.message.contains("does not support SSL") == true)
    }
}
