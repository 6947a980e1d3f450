// SPDX-License-Identifier: MIT

import ConfigurationFile
import NIOSSL

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that the configuration names: relative to the working directory or, failing that, to the configuration file.
enum ConfiguredFile {
    /// The path at which the file can be read. If there is none, a problem is added, and the path is as configured.
    static func find(
        _ path: String, _ key: String, in section: ConfigurationSection, beside configurationPath: String,
        holds content: Content = .certificates
    ) -> String {
        guard !path.isEmpty, !section.isDescription else { return path }
        let candidates = candidates(path, configurationPath)
        if let found = candidates.first(where: { access($0, R_OK) == 0 }) {
            // Files are read anew when they change, so a wrong one does not keep the program from starting.
            if !content.isIn(found) {
                section.warn(key, "names \(found), which has no \(content.rawValue) in PEM: replace it by one that has")
            }
            return found
        }
        let reason = String(cString: strerror(errno))
        if section.reading.carries {
            // A file may be rewritten elsewhere than it is used.
            section.warn(key, "names a file that cannot be read here: \(reason)")
            return path
        }
        section.report(
            key, expected: "a readable PEM file", found: "\(candidates.joined(separator: " and ")): \(reason)")
        return path
    }

    /// What a file has to have in it.
    enum Content: String {
        case certificates = "certificate"
        case privateKey = "private key"

        fileprivate func isIn(_ path: String) -> Bool {
            switch self {
            case .certificates: (try? NIOSSLCertificate.fromPEMFile(path))?.isEmpty == false
            case .privateKey:
                // An encrypted one is opened later, with its passphrase.
                (try? ConfigurationFile.text(path))?.contains("PRIVATE KEY-----") == true
            }
        }
    }

    private static func candidates(_ path: String, _ configurationPath: String) -> [String] {
        guard !path.hasPrefix("/"), let slash = configurationPath.lastIndex(of: "/") else { return [path] }
        return [path, "\(configurationPath[..<slash])/\(path)"]
    }
}
