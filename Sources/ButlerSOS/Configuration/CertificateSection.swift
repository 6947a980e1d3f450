// SPDX-License-Identifier: MIT

import ConfigurationFile
import SenseSources

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The certificate files, found relative to the working directory or, failing that, to the configuration file.
enum CertificateSection {
    static func read(
        _ section: ConfigurationSection, configurationPath: String, verifiesServers: Bool
    ) -> ClientCertificateFiles {
        let paths = ["clientCert", "clientCertKey", "clientCertCA"].map { key -> String in
            let path = section.requiredText(key)
            guard !path.isEmpty else { return "" }
            let candidates = candidates(path, configurationPath)
            if let found = candidates.first(where: { access($0, R_OK) == 0 }) { return found }
            let reason = String(cString: strerror(errno))
            section.report(
                key, expected: "a readable PEM file", found: "\(candidates.joined(separator: " and ")): \(reason)")
            return path
        }
        let passphrase = section.text("clientCertPassphrase", isSecret: true)
        if let passphrase, !passphrase.utf8.allSatisfy({ $0 < 0x80 }) {
            // The TLS library cannot take other characters: it would end the program.
            section.report("clientCertPassphrase", expected: "ASCII characters only", found: "others")
        }
        section.rejectUnknownKeys()
        return ClientCertificateFiles(
            certificate: paths[0], key: paths[1], authority: paths[2],
            passphrase: passphrase.flatMap { $0.isEmpty ? nil : $0 },
            verifiesServers: verifiesServers)
    }

    private static func candidates(_ path: String, _ configurationPath: String) -> [String] {
        guard !path.hasPrefix("/"), let slash = configurationPath.lastIndex(of: "/") else { return [path] }
        return [path, "\(configurationPath[..<slash])/\(path)"]
    }
}
