// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes

/// Lets the operator see what is not for everybody: user `admin` with the token as password, or the token as bearer.
package struct AdminAccess: Sendable {
    private let digest: [UInt8]?

    /// - Parameter token: `nil` lets everybody in: for a collector that only its own machine can reach.
    package init(token: String?) { digest = token.map { Self.digest($0) } }

    package static let open = AdminAccess(token: nil)

    func admits(_ fields: HTTPFields) -> Bool {
        guard let digest else { return true }
        let words = (fields[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return false }
        let token: Substring?
        switch words[0].lowercased() {
        case "bearer": token = words[1]
        case "basic":
            let pair = Data(base64Encoded: String(words[1])).map { String(decoding: $0, as: UTF8.self) } ?? ""
            token = pair.hasPrefix("admin:") ? pair.dropFirst(6) : nil
        default: token = nil
        }
        // Comparing digests takes the same time wherever a guess first differs.
        return token.map { Self.digest(String($0)) == digest } ?? false
    }

    private static func digest(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }
}
