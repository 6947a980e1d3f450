// SPDX-License-Identifier: MIT

internal import Crypto

/// A strong entity tag made from the bytes it stands for.
package struct EntityTag: Sendable, Equatable {
    /// The value of the `ETag` header, quotation marks included.
    package let header: String

    package init(_ content: String) {
        let digits = Array("0123456789abcdef")
        let digest = SHA256.hash(data: Array(content.utf8)).prefix(16)
        header = "\"" + digest.map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined() + "\""
    }

    /// True if the `If-None-Match` headers of a request name this tag, so that the client already has the content.
    package func isNamed(in ifNoneMatch: [String]) -> Bool {
        ifNoneMatch.flatMap { $0.split(separator: ",") }.contains { entry in
            let tag = entry.drop { $0 == " " || $0 == "\t" }
            let strong = tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
            let end = strong.lastIndex { $0 != " " && $0 != "\t" }.map { strong.index(after: $0) } ?? strong.startIndex
            return strong[..<end] == header || strong[..<end] == "*"
        }
    }
}
