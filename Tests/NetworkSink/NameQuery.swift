// SPDX-License-Identifier: MIT

/// A question to a name server, as RFC 1035 has it.
struct NameQuery: Equatable {
    /// Lower case, without the dot at the end.
    let name: String
    let type: Int

    private let identifier: [UInt8]
    private let question: [UInt8]

    /// Reads the first question of a message; `nil` if there is none.
    init?(_ message: [UInt8]) {
        guard message.count > Self.headerSize, message[2] & 0x80 == 0, message.number(at: 4) ?? 0 > 0 else {
            return nil
        }
        var labels: [String] = []
        var position = Self.headerSize
        while position < message.count, message[position] != 0 {
            let end = position + 1 + Int(message[position])
            guard message[position] < 64, end < message.count else { return nil }
            labels.append(String(decoding: message[position + 1..<end], as: UTF8.self).lowercased())
            position = end
        }
        guard let type = message.number(at: position + 1), position + 5 <= message.count else { return nil }
        self.type = type
        name = labels.joined(separator: ".")
        identifier = Array(message[..<2])
        question = Array(message[Self.headerSize..<position + 5])
    }

    var typeName: String {
        switch type {
        case Self.typeA: "A"
        case 28: "AAAA"
        default: "type \(type)"
        }
    }

    /// An answer with one address for a question of type A, with none for any other.
    func answer(_ address: [UInt8]) -> [UInt8] {
        let hasAddress = type == Self.typeA && address.count == 4
        let counts: [UInt8] = [0, 1, 0, hasAddress ? 1 : 0, 0, 0, 0, 0]
        // A pointer to the name in the question, type A, class IN, to be forgotten at once, four bytes.
        let record: [UInt8] = [0xC0, 0x0C, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4]
        return identifier + [0x81, 0x80] + counts + question + (hasAddress ? record + address : [])
    }

    private static let headerSize = 12
    private static let typeA = 1
}
