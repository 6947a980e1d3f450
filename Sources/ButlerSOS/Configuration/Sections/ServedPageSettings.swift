// SPDX-License-Identifier: MIT

import ConfigurationFile
import HTTPListener

/// Where a web page of the program is served, and to whom.
package struct ServedPageSettings: Sendable {
    static let shortestToken = 16

    package var isEnabled: Bool
    package var host: String
    package var port: Int
    /// What whoever asks has to know; `nil` if the configuration says nothing about it.
    package var token: String?

    /// Reads what all pages have. The token comes last, when the settings of the page itself are read.
    init(_ section: ConfigurationSection, meaning: String, port fallback: Int) {
        isEnabled = section.enableSwitch(meaning)
        host = section.text("host", default: "localhost", "The address that the page is served on.", format: .host)
        port = section.port("port", default: fallback, "The port of the page.")
    }

    mutating func readToken(_ section: ConfigurationSection) {
        let found = section.text(
            "token",
            "What a browser has to give as password, with any user name, or a program as bearer token; at least "
                + "\(Self.shortestToken) characters. Without it nobody on this host has to give one. If other hosts can reach "
                + "the page, one is made and kept in the file page-token of the state folder.",
            isSecret: true, takesNumbers: true)
        if let found, !found.isEmpty {
            let isSendable = found.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
            if found.utf8.count >= Self.shortestToken, isSendable {
                token = found
            } else {
                section.report(
                    "token",
                    expected: "at least \(Self.shortestToken) letters, digits and marks without blanks, in ASCII",
                    found: isSendable ? "a shorter one" : "another character")
            }
        }
        if !address(setting: "").isLoopback, token == nil {
            section.warn(
                "host",
                "is reached by other hosts, so the page asks for a token: the one in the file page-token of the state "
                    + "folder, which is made at the first start, since none is configured")
        }
    }

    /// - Parameter path: of the section.
    func address(setting path: String) -> ListenAddress {
        var name = host.lowercased()
        if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
        return ListenAddress(host: name, port: port, setting: "\(path).port")
    }
}
