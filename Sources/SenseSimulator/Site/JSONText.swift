// SPDX-License-Identifier: MIT

/// JSON in the making.
struct JSONText {
    /// The text so far, in UTF-8.
    private(set) var bytes: [UInt8] = []

    /// Starts with nothing.
    init() {
        bytes.reserveCapacity(4096)
    }

    /// Adds text as it is.
    mutating func add(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Adds an array of strings.
    mutating func add(quoted texts: [String]) {
        add(listOf: texts) { text, json in json.add(quoted: text) }
    }

    /// Adds an array of whatever `add` adds for each element.
    mutating func add<Element>(listOf elements: [Element], _ add: (Element, inout JSONText) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (position, element) in elements.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            add(element, &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds a string, whatever is in it.
    mutating func add(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                add("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
