// SPDX-License-Identifier: MIT

extension SimulatorCertificates {
    /// Where the files are that a client of the site needs, as absolute paths.
    package struct Files: Sendable, Equatable {
        package let clientCertificate: String
        package let clientKey: String
        package let root: String
    }

    /// Writes `client.pem`, `client_key.pem` and `root.pem`, the names that Qlik Sense gives to exported certificates.
    ///
    /// Promises: only the owner may read the key. Files of the same name are replaced.
    @discardableResult
    package func write(to directory: OutputDirectory, passphrase: String? = nil) throws -> Files {
        try Files(
            clientCertificate: directory.write(clientCertificatePEM, to: "client.pem"),
            clientKey: directory.write(clientKeyPEM(passphrase: passphrase), to: "client_key.pem", isSecret: true),
            root: directory.write(rootPEM, to: "root.pem")
        )
    }
}
