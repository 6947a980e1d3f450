// SPDX-License-Identifier: MIT

import Crypto
import CryptoExtras
import Foundation

/// An elliptic-curve key in the traditional encrypted form: a SEC 1 structure under AES-256-CBC, described by the
/// headers `Proc-Type` and `DEK-Info`.
///
/// The form is old and its key derivation weak. It stands in for the encrypted keys that administrators have; nothing
/// that is worth protecting belongs in it.
struct EncryptedKeyPEM {
    /// The file's content.
    let text: String

    /// Encrypts a key.
    ///
    /// - Parameter iv: the initialization vector, random unless given; its first half is also the salt.
    init(key: P256.Signing.PrivateKey, passphrase: String, iv: AES._CBC.IV = .init()) throws {
        let ivBytes = Array(iv)
        let secret = Self.secret(passphrase: Array(passphrase.utf8), salt: ivBytes.prefix(8))
        let encrypted = try AES._CBC.encrypt(Self.sec1(key), using: secret, iv: iv)
        let hexadecimal = ivBytes.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        let base64 = encrypted.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        text = """
            -----BEGIN EC PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-256-CBC,\(hexadecimal)

            \(base64)
            -----END EC PRIVATE KEY-----

            """
    }

    /// 32 bytes: the MD5 digest of passphrase and salt, then that of the first digest, passphrase and salt.
    private static func secret(passphrase: [UInt8], salt: ArraySlice<UInt8>) -> SymmetricKey {
        let first = Array(Insecure.MD5.hash(data: passphrase + salt))
        let second = Array(Insecure.MD5.hash(data: first + passphrase + salt))
        return SymmetricKey(data: first + second)
    }

    /// `ECPrivateKey` of RFC 5915 in DER: version 1, the private number, the curve's name, the public point. All
    /// lengths are those of P-256.
    private static func sec1(_ key: P256.Signing.PrivateKey) -> [UInt8] {
        let version: [UInt8] = [0x02, 0x01, 0x01]
        let number: [UInt8] = [0x04, 32] + key.rawRepresentation
        let curve: [UInt8] = [0xA0, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
        let point: [UInt8] = [0xA1, 68, 0x03, 66, 0x00] + key.publicKey.x963Representation
        let content = version + number + curve + point
        return [0x30, UInt8(content.count)] + content
    }
}
