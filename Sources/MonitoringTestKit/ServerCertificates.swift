// SPDX-License-Identifier: MIT

/// A certificate authority of a test's own, with certificates that it signed: for a server at 127.0.0.1, and for a
/// client, whose key has a passphrase.
package struct ServerCertificates: Sendable {
    package static let passphrase = "not-a-secret"

    package let authorityFile: String
    package let certificateFile: String
    package let keyFile: String
    package let clientCertificateFile: String
    package let clientKeyFile: String
    private let directory: TemporaryDirectory

    private static let script = """
        set -e
        new="openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1"
        sign="openssl x509 -req -CA authority.pem -CAkey authority.key -CAcreateserial -days 2 -copy_extensions copy"
        $new -nodes -x509 -days 2 -subj /CN=test-authority -keyout authority.key -out authority.pem
        $new -nodes -subj /CN=server -addext "subjectAltName=$NAME" -keyout server.key -out server.csr
        $sign -in server.csr -out server.pem
        $new -passout pass:not-a-secret -subj /CN=client -keyout client.key -out client.csr
        $sign -in client.csr -out client.pem
        """

    /// - Parameter name: whose certificate the server's is.
    package init(name: String = "IP:127.0.0.1") async throws {
        directory = try TemporaryDirectory()
        authorityFile = directory.file("authority.pem")
        certificateFile = directory.file("server.pem")
        keyFile = directory.file("server.key")
        clientCertificateFile = directory.file("client.pem")
        clientKeyFile = directory.file("client.key")
        let process = try ChildProcess(
            "/bin/sh", ["-c", Self.script], environment: ["NAME": name], directory: directory.path)
        guard try await process.waitForExit() == 0 else { throw NotMade(log: process.text) }
    }

    package struct NotMade: Error, CustomStringConvertible {
        package var log: String
        package var description: String { "openssl did not make certificates; `make test` installs it: \(log)" }
    }
}
