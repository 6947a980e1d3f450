// SPDX-License-Identifier: MIT

import ConfigurationFile
import SenseSources

/// The certificate files.
enum CertificateSection {
    static func read(
        _ section: ConfigurationSection, configurationPath: String, verifiesServers: Bool
    ) -> ClientCertificateFiles {
        let certificate = section.requiredText(
            "clientCert", "The client certificate that the Sense console exported, in PEM.",
            example: "certs/client.pem")
        let key = section.requiredText(
            "clientCertKey", "Its private key, in PEM.", example: "certs/client_key.pem")
        let authority = section.requiredText(
            "clientCertCA", "The root certificate of the Sense site, in PEM.", example: "certs/root.pem")
        let files: [(String, String, ConfiguredFile.Content)] = [
            ("clientCert", certificate, .certificates), ("clientCertKey", key, .privateKey),
            ("clientCertCA", authority, .certificates),
        ]
        let paths = files.map { ConfiguredFile.find($1, $0, in: section, beside: configurationPath, holds: $2) }
        let passphrase = section.text(
            "clientCertPassphrase", default: "", "The passphrase of the private key, if it is encrypted.",
            isSecret: true, takesNumbers: true)
        let isUsable = passphrase.utf8.allSatisfy { $0 < 0x80 }
        if !isUsable {
            // The TLS library cannot take other characters: it would end the program.
            section.report("clientCertPassphrase", expected: "ASCII characters only", found: "others")
        }
        section.rejectUnknownKeys()
        return ClientCertificateFiles(
            certificate: paths[0], key: paths[1], authority: paths[2],
            passphrase: passphrase.isEmpty || !isUsable ? nil : passphrase, verifiesServers: verifiesServers)
    }
}
