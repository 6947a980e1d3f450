// SPDX-License-Identifier: MIT

/// The bytes that a sender signs: a label that says what for, a zero byte, the counter, then what is sent.
///
/// The label keeps a signature for one purpose from being used for another; the counter keeps an old message from being
/// sent again by somebody who recorded it.
package enum SignedMessage: Sendable {
    /// A report, with its body as sent.
    case report([UInt8])
    /// A request to read back what is stored about an ID.
    case read(id: String)
    /// A request to erase what is stored about an ID.
    case erase(id: String)

    package func bytes(counter: UInt64) -> [UInt8] {
        let (label, content): (String, [UInt8]) =
            switch self {
            case .report(let body): ("butler-telemetry/v2/report", body)
            case .read(let id): ("butler-telemetry/v2/read", Array(id.utf8))
            case .erase(let id): ("butler-telemetry/v2/erase", Array(id.utf8))
            }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(label.utf8.count + 9 + content.count)
        bytes += label.utf8
        bytes.append(0)
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: counter >> UInt64(shift)))
        }
        bytes += content
        return bytes
    }
}
