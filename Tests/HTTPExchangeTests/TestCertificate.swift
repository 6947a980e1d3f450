// SPDX-License-Identifier: MIT

import MonitoringTestKit
import NIOSSL

/// A fresh certificate that nobody trusts, for servers whose clients do not ask whom they talk to.
struct TestCertificate {
    let serverContext: NIOSSLContext

    init() async throws {
        let directory = try TemporaryDirectory()
        let process = try ChildProcess(
            "/bin/sh",
            [
                "-c",
                """
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test \
                  -keyout key.pem -out certificate.pem
                """,
            ], directory: directory.path)
        guard try await process.waitForExit() == 0 else { throw NotMade(log: process.text) }
        serverContext = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: NIOSSLCertificate.fromPEMFile(directory.file("certificate.pem")).map {
                    .certificate($0)
                },
                privateKey: .privateKey(NIOSSLPrivateKey(file: directory.file("key.pem"), format: .pem))))
    }

    struct NotMade: Error, CustomStringConvertible {
        var log: String
        var description: String { "openssl did not make a certificate; `make test` installs it: \(log)" }
    }
}
