// SPDX-License-Identifier: MIT

/// A datagram made beforehand, with gaps for what differs each time it is sent.
struct EventTemplate: Sendable {
    /// A gap and what goes there, always of the same length.
    enum Gap: Sendable {
        /// The number of the event in ten digits, with zeros in front.
        case number
        /// The number of the row, 0001 to 9999 and round again.
        case row
        case compactTime, localTime, extendedTime

        var length: Int {
            switch self {
            case .number: EventTemplate.digits
            case .row: 4
            case .compactTime: 19
            case .localTime, .extendedTime: 23
            }
        }
    }

    /// A part of a field.
    enum Part: ExpressibleByStringLiteral {
        case text(String)
        case gap(Gap)

        init(stringLiteral text: String) { self = .text(text) }
    }

    /// How many digits the number of an event has.
    static let digits = 10

    let port: EventKind.Port
    private(set) var bytes: [UInt8] = []
    private var gaps: [(offset: Int, gap: Gap)] = []

    /// Starts with nothing, or with bytes that stay as they are.
    init(_ port: EventKind.Port, _ bytes: [UInt8] = []) {
        self.port = port
        self.bytes = bytes
    }

    /// Adds a field, behind a semicolon if it is not the first.
    mutating func field(_ parts: Part...) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: ";")) }
        for part in parts {
            switch part {
            case .text(let text): bytes += text.utf8
            case .gap(let gap):
                gaps.append((bytes.count, gap))
                bytes += repeatElement(UInt8(ascii: "x"), count: gap.length)
            }
        }
    }

    mutating func fields(_ texts: String...) {
        for text in texts { field(.text(text)) }
    }

    /// Puts the datagram into memory that has room for it.
    func write(to memory: UnsafeMutableRawBufferPointer, number: Int, at times: EventTimes) {
        memory.copyBytes(from: bytes)
        for (offset, gap) in gaps {
            let place = UnsafeMutableRawBufferPointer(rebasing: memory[offset..<offset + gap.length])
            switch gap {
            case .number: Self.write(number, to: place)
            case .row: Self.write((number - 1) % 9999 + 1, to: place)
            case .compactTime: place.copyBytes(from: times.compact)
            case .localTime: place.copyBytes(from: times.local)
            case .extendedTime: place.copyBytes(from: times.extended)
            }
        }
    }

    /// The datagram with its gaps filled.
    func datagram(number: Int, at times: EventTimes) -> [UInt8] {
        var datagram = bytes
        datagram.withUnsafeMutableBytes { write(to: $0, number: number, at: times) }
        return datagram
    }

    private static func write(_ number: Int, to place: UnsafeMutableRawBufferPointer) {
        var rest = number
        for index in place.indices.reversed() {
            place[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
