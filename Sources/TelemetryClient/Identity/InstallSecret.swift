// SPDX-License-Identifier: MIT

package import Crypto
import Foundation
import TelemetryWire

/// 32 random bytes, made once, that never leave the host. Without them no guess about an ID can be checked.
///
/// Everything that is derived has a label with the service's name, so that one secret given to two services links nothing.
package struct InstallSecret: Sendable, Equatable, CustomStringConvertible {
    private let bytes: [UInt8]

    /// `nil` unless there are exactly 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// A new one.
    ///
    /// - Parameter random: gives one random byte per call; the system's generator unless a test says otherwise.
    package init(random: () -> UInt8 = { UInt8.random(in: .min ... .max) }) {
        bytes = (0..<32).map { _ in random() }
    }

    /// Never the secret itself.
    package var description: String { "<redacted>" }

    /// For writing it to its file.
    var forStorage: [UInt8] { bytes }

    private var key: SymmetricKey { SymmetricKey(data: Data(bytes)) }

    /// The public ID: 64 hexadecimal digits.
    package func id(for fingerprint: Fingerprint, of service: String) -> String {
        Hex.encode(authenticated("\(service)/telemetry-id/v2", fingerprint.bytes))
    }

    /// The key that signs messages; its public half is pinned by the collector at first sight.
    package func signingKey(of service: String) throws -> Curve25519.Signing.PrivateKey {
        let seed = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Data("\(service)/telemetry-signing-key/v2".utf8), outputByteCount: 32)
        return try seed.withUnsafeBytes { try Curve25519.Signing.PrivateKey(rawRepresentation: $0) }
    }

    /// A digest by which a value can be recognised later without storing it.
    func digest(of value: String, label: String, service: String) -> String {
        Hex.encode(authenticated("\(service)/telemetry-\(label)/v1", Array(value.utf8)))
    }

    /// Where in the period the reports of this installation fall: spread over installations, the same after a restart.
    package func phase(within period: Duration, of service: String) -> Duration {
        let digest = authenticated("\(service)/telemetry-phase/v1", [])
        let number = digest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return period * (Double(number) / 4_294_967_296)
    }

    private func authenticated(_ label: String, _ content: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(label.utf8) + [0] + content, using: key))
    }
}
