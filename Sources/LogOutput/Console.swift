// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Standard output, and how lines of a log look there.
package enum Console {
    package static let descriptor: Int32 = STDOUT_FILENO

    /// Whether levels are coloured: on a terminal, unless `NO_COLOR` says no; elsewhere if `FORCE_COLOR` says so.
    static func isColoured(isTerminal: Bool, environment: [String: String]) -> Bool {
        if let no = environment["NO_COLOR"], !no.isEmpty { return false }
        guard let force = environment["FORCE_COLOR"], !force.isEmpty else { return isTerminal }
        return force != "0" && force.lowercased() != "false"
    }

    /// The same for this process.
    package static func isColoured() -> Bool {
        let names = ["NO_COLOR", "FORCE_COLOR"]
        let pairs = names.compactMap { name in getenv(name).map { (name, String(cString: $0)) } }
        return isColoured(
            isTerminal: isatty(STDOUT_FILENO) == 1, environment: Dictionary(uniqueKeysWithValues: pairs))
    }
}
