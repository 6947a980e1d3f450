// SPDX-License-Identifier: MIT

/// Reads a message in one pass over its bytes, straight into a report, if it is exactly as expected.
///
/// It gives up on everything else, also on some of what JSON allows, escape sequences for example; so it never has to say
/// what is wrong. What it accepts, `ThoroughReader` accepts with the same result.
struct QuickReader {
    /// Ends a reading; another plan or the thorough reader takes over.
    private struct Unusual: Error {}

    private let bytes: [UInt8]
    private var position = 0
    private var time: HourTimestamp?
    private var report: TelemetryReport

    private init(_ bytes: [UInt8], service: TelemetryService) {
        self.bytes = bytes
        report = TelemetryReport(service: service.name)
        report.features.reserveCapacity(service.features.count)
    }

    /// Reads a message along the first plan that fits it.
    static func read(_ body: [UInt8], along plans: [MessagePlan]) -> MessageReader.Message? {
        for plan in plans {
            var reader = QuickReader(body, service: plan.service)
            if let message = try? reader.message(plan) { return message }
        }
        return nil
    }

    private mutating func message(_ plan: MessagePlan) throws(Unusual) -> MessageReader.Message {
        skipWhitespace()
        try object(plan.root)
        skipWhitespace()
        guard position == bytes.count, !KnownBadIdentities.contains(report.system.id) else { throw Unusual() }
        return MessageReader.Message(schemaVersion: plan.schemaVersion, time: time, report: report)
    }

    private mutating func object(_ object: MessagePlan.Object) throws(Unusual) {
        try expect(UInt8(ascii: "{"))
        var seen: UInt64 = 0
        var expected = 0
        repeat {
            skipWhitespace()
            let index = try name(among: object.members, expected: expected)
            guard seen & 1 << index == 0 else { throw Unusual() }
            seen |= 1 << index
            skipWhitespace()
            try expect(UInt8(ascii: ":"))
            skipWhitespace()
            try value(object.members[index].value)
            skipWhitespace()
            expected = (index + 1) % object.members.count
        } while skip(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
        guard seen & object.required == object.required else { throw Unusual() }
    }

    /// Which member comes now. They are usually in the order of the registry, so `expected` is tried first.
    private mutating func name(among members: [MessagePlan.Member], expected: Int) throws(Unusual) -> Int {
        if skip(members[expected].name) { return expected }
        guard let index = members.firstIndex(where: { isNext($0.name) }) else { throw Unusual() }
        position += members[index].name.count
        return index
    }

    private mutating func value(_ value: MessagePlan.Value) throws(Unusual) {
        switch value {
        case .object(let object): try self.object(object)
        case .literal(let literal): guard skip(literal) else { throw Unusual() }
        case .time:
            let text = try plainText(atMost: HourTimestamp.maximumLength)
            guard let time = HourTimestamp(utf8: text) else { throw Unusual() }
            self.time = time
        case .text(let pattern, let access):
            let text = try plainText(atMost: pattern.length.upperBound)
            guard pattern.accepts(text) else { throw Unusual() }
            report.set(access, to: String(decoding: text, as: UTF8.self))
        case .flag(let access):
            report.set(access, to: try flag())
        }
    }

    /// A text that stands for itself: without escape sequences, and in ASCII.
    private mutating func plainText(atMost length: Int) throws(Unusual) -> ArraySlice<UInt8> {
        try expect(UInt8(ascii: "\""))
        let start = position
        let end = min(bytes.count, start + length + 1)
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return bytes[start..<position - 1] }
            guard byte != UInt8(ascii: "\\"), (0x20..<0x80).contains(byte) else { break }
        }
        throw Unusual()
    }

    private static let yes = Array("true".utf8)
    private static let no = Array("false".utf8)

    private mutating func flag() throws(Unusual) -> Bool {
        if skip(Self.yes) { return true }
        guard skip(Self.no) else { throw Unusual() }
        return false
    }

    private mutating func skipWhitespace() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    private mutating func expect(_ byte: UInt8) throws(Unusual) {
        guard skip(byte) else { throw Unusual() }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skip(_ wanted: [UInt8]) -> Bool {
        guard isNext(wanted) else { return false }
        position += wanted.count
        return true
    }

    private func isNext(_ wanted: [UInt8]) -> Bool {
        guard bytes.count - position >= wanted.count else { return false }
        for index in wanted.indices where bytes[position + index] != wanted[index] { return false }
        return true
    }
}
