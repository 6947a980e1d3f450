// SPDX-License-Identifier: MIT

import Crypto
import HTTPTypes

/// Who may see a page: whoever has the token, and on the host's own addresses anybody, if there is none.
///
/// Comparing takes the same time wherever a guess first differs, and how long the token is does not show either.
package struct PageAccess: Sendable {
    package enum Answer: Sendable, Equatable {
        case admitted
        /// Nothing was presented.
        case unknown
        /// What was presented is not the token.
        case wrong
    }

    private let key = SymmetricKey(size: .bits256)
    private let code: HMAC<SHA256>.MAC?

    /// - Parameter token: `nil` admits everybody.
    package init(token: String?) {
        let key = key
        code = token.map { HMAC<SHA256>.authenticationCode(for: Array($0.utf8), using: key) }
    }

    /// Judges the header fields of a request: a bearer's token, or any user with the token as password.
    func judge(_ fields: HTTPFields) -> Answer {
        guard let code else { return .admitted }
        guard let header = fields[.authorization] else { return .unknown }
        guard let token = Self.token(in: header) else { return .wrong }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: token, using: key) ? .admitted : .wrong
    }

    private static func token(in header: String) -> [UInt8]? {
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return nil }
        let value = words[1].drop { $0 == " " }
        switch words[0].lowercased() {
        case "bearer": return Array(value.utf8)
        case "basic":
            guard let pair = Base64Text.decode(value), let colon = pair.firstIndex(of: UInt8(ascii: ":")) else {
                return nil
            }
            return Array(pair[(colon + 1)...])
        default: return nil
        }
    }
}
