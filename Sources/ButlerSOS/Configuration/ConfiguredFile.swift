// SPDX-License-Identifier: MIT

import ConfigurationFile

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that the configuration names: relative to the working directory or, failing that, to the configuration file.
enum ConfiguredFile {
    /// The path at which the file can be read. If there is none, a problem is added, and the path is as configured.
    static func find(
        _ path: String, _ key: String, in section: ConfigurationSection, beside configurationPath: String
    ) -> String {
        guard !path.isEmpty, !section.isDescription else { return path }
        let candidates = candidates(path, configurationPath)
        if let found = candidates.first(where: { access($0, R_OK) == 0 }) { return found }
        let reason = String(cString: strerror(errno))
        section.report(
            key, expected: "a readable PEM file", found: "\(candidates.joined(separator: " and ")): \(reason)")
        return path
    }

    private static func candidates(_ path: String, _ configurationPath: String) -> [String] {
        guard !path.hasPrefix("/"), let slash = configurationPath.lastIndex(of: "/") else { return [path] }
        return [path, "\(configurationPath[..<slash])/\(path)"]
    }
}
