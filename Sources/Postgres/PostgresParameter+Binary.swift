// SPDX-License-Identifier: MIT

/// The binary form of parameters: no escaping, and no doubt about where a value ends.
extension PostgresParameter {
    /// The numbers by which PostgreSQL knows its types; they never change.
    private enum TypeID {
        static let bool: UInt32 = 16
        static let bytea: UInt32 = 17
        static let int8: UInt32 = 20
        static let text: UInt32 = 25
        static let boolArray: UInt32 = 1000
        static let byteaArray: UInt32 = 1001
        static let textArray: UInt32 = 1009
        static let int8Array: UInt32 = 1016
    }

    /// The type of the value; 0 leaves it to the server.
    var typeID: UInt32 {
        switch self {
        case .null: 0
        case .text: TypeID.text
        case .integer: TypeID.int8
        case .boolean: TypeID.bool
        case .bytes: TypeID.bytea
        case .texts: TypeID.textArray
        case .integers: TypeID.int8Array
        case .booleans: TypeID.boolArray
        case .byteStrings: TypeID.byteaArray
        }
    }

    /// Appends the value's bytes; `false` if it is `NULL`, which has none.
    func append(to bytes: inout [UInt8]) -> Bool {
        switch self {
        case .null: return false
        case .text(let text): bytes += text.utf8
        case .integer(let integer): Self.append(integer, to: &bytes)
        case .boolean(let boolean): bytes.append(boolean ? 1 : 0)
        case .bytes(let value): bytes += value
        case .texts(let texts): Self.append(texts, of: TypeID.text, to: &bytes) { $1 += $0.utf8 }
        case .integers(let integers): Self.append(integers, of: TypeID.int8, to: &bytes) { Self.append($0, to: &$1) }
        case .booleans(let booleans): Self.append(booleans, of: TypeID.bool, to: &bytes) { $1.append($0 ? 1 : 0) }
        case .byteStrings(let values): Self.append(values, of: TypeID.bytea, to: &bytes) { $1 += $0 }
        }
        return true
    }

    private static func append(_ integer: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: integer.bigEndian) { bytes += $0 }
    }

    /// An array of one dimension: its head, then each element after its length; -1 stands for `NULL`.
    private static func append<Element>(
        _ elements: [Element?], of typeID: UInt32, to bytes: inout [UInt8],
        _ appendElement: (Element, inout [UInt8]) -> Void
    ) {
        append(Int32(elements.isEmpty ? 0 : 1), to: &bytes)
        append(Int32(elements.contains { $0 == nil } ? 1 : 0), to: &bytes)
        append(typeID, to: &bytes)
        if elements.isEmpty { return }
        append(Int32(clamping: elements.count), to: &bytes)
        append(Int32(1), to: &bytes)
        for element in elements {
            let lengthAt = bytes.count
            append(Int32(-1), to: &bytes)
            guard let element else { continue }
            appendElement(element, &bytes)
            let length = Int32(clamping: bytes.count - lengthAt - 4)
            withUnsafeBytes(of: length.bigEndian) { bytes.replaceSubrange(lengthAt..<lengthAt + 4, with: $0) }
        }
    }
}
