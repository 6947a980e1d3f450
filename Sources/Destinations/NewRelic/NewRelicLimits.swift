// SPDX-License-Identifier: MIT

import Monitoring
package import MonitoringPipeline

/// What New Relic takes at most.
package enum NewRelicLimits {
    /// Of a request's body, before it is compressed.
    static let bodyBytes = 1_000_000
    /// Of an attribute's name, in characters.
    static let nameLength = 255
    /// Of an attribute's value, in characters.
    static let valueLength = 4096

    /// What is older when it arrives is accepted, and forgotten there.
    package static let maximumAge: Duration = .seconds(48 * 3600)

    /// For the runner of a destination: with brackets and commas a batch stays below the size of a body.
    package static var delivery: DestinationRunner.Limits {
        var limits = DestinationRunner.Limits()
        limits.batchCount = 1000
        limits.batchBytes = bodyBytes - limits.batchCount - 1
        return limits
    }

    /// As much of a text as is taken: whole characters.
    static func cut(_ text: UnsafeRawBufferPointer, to length: Int = valueLength) -> UnsafeRawBufferPointer {
        guard text.count > length else { return text }
        var left = length
        for (offset, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
            // Each byte that continues no character starts one.
            if left == 0 { return UnsafeRawBufferPointer(rebasing: text[..<offset]) }
            left -= 1
        }
        return text
    }

    /// The attributes that can be sent, cut to what is taken.
    static func cut(_ attributes: [Tag]) -> [Tag] {
        attributes.filter { !$0.name.isEmpty }.map { Tag(cut($0.name, to: nameLength), cut($0.value, to: valueLength)) }
    }

    private static func cut(_ text: String, to length: Int) -> String {
        var text = text
        return text.withUTF8 { String(decoding: cut(UnsafeRawBufferPointer($0), to: length), as: UTF8.self) }
    }
}
