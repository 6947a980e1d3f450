// SPDX-License-Identifier: MIT

package import HTTPExchange

/// The address of a collector: HTTPS, or plain HTTP to this machine.
public struct CollectorURL: Sendable, Equatable, CustomStringConvertible {
    /// Scheme, host and port, and a path if the collector lives below one; without a slash at the end.
    package let base: String
    /// The host and the port in it.
    package let authority: Authority

    /// Reads an address; the failure says what is expected, for a configuration message.
    public init(_ text: String) throws(Invalid) {
        guard let separator = text.firstRange(of: "://") else { throw Invalid() }
        let scheme = text[..<separator.lowerBound].lowercased()
        let rest = text[separator.upperBound...]
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !rest.contains(where: { "?#@".contains($0) }),
            let authority = Authority(rest.prefix { $0 != "/" }),
            scheme == "https" || scheme == "http" && authority.isLoopback
        else { throw Invalid() }
        self.authority = authority
        base = text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// A text that is no address of a collector.
    public struct Invalid: Error, CustomStringConvertible {
        /// What is expected.
        public var description: String {
            "an https:// address (http:// only to 127.0.0.1, ::1 or localhost), without a query or user name"
        }
    }

    /// The address.
    public var description: String { base }
}
