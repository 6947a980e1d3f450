// SPDX-License-Identifier: MIT

import MonitoringTestKit

/// A certificate authority of a test's own, and a certificate for 127.0.0.1 that it signed.
struct TestCertificates {
    let authorityFile: String
    let certificateFile: String
    let keyFile: String
    private let directory: TemporaryDirectory

    private static let script = """
        set -e
        new="openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        $new -x509 -days 2 -subj /CN=test-authority -keyout authority.key -out authority.pem
        $new -subj /CN=influx -addext subjectAltName=IP:127.0.0.1 -keyout server.key -out server.csr
        openssl x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 2 \
          -copy_extensions copy -out server.pem
        """

    init() async throws {
        directory = try TemporaryDirectory()
        authorityFile = directory.file("authority.pem")
        certificateFile = directory.file("server.pem")
        keyFile = directory.file("server.key")
        let process = try ChildProcess("/bin/sh", ["-c", Self.script], directory: directory.path)
        guard try await process.waitForExit() == 0 else { throw NotMade(log: process.text) }
    }

    struct NotMade: Error, CustomStringConvertible {
        var log: String
        var description: String { "openssl did not make certificates; `make test` installs it: \(log)" }
    }
}
