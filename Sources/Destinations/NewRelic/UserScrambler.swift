// SPDX-License-Identifier: MIT

package import Crypto
import Foundation

/// Replaces what tells who a user is by 16 hexadecimal digits: the same for the same text and key, and without the key
/// nobody can check a guess.
package struct UserScrambler: Sendable, CustomStringConvertible {
    private static let digits = Array("0123456789abcdef".utf8)

    /// What the key alone contributes, computed once.
    private let keyed: HMAC<SHA256>

    package init(key: SymmetricKey) { keyed = HMAC<SHA256>(key: key) }

    /// Never the key.
    package var description: String { "<redacted>" }

    /// The first eight bytes of the HMAC-SHA256 of a text.
    func write(_ text: UnsafeRawBufferPointer, to line: inout LineText) {
        var code = keyed
        code.update(data: text)
        code.finalize().withUnsafeBytes { bytes in
            for byte in bytes.prefix(8) {
                line.write(byte: Self.digits[Int(byte >> 4)])
                line.write(byte: Self.digits[Int(byte & 15)])
            }
        }
    }
}
