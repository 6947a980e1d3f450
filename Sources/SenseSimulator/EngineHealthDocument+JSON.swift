// SPDX-License-Identifier: MIT

extension EngineHealthDocument {
    /// The document as the engine sends it: one JSON object, without line breaks.
    package var json: [UInt8] {
        var text = JSONText()
        text.add(#"{"version":"#)
        text.add(quoted: version)
        text.add(#","started":"#)
        text.add(quoted: started)
        text.add(#","mem":{"committed":\#(memory.committed),"allocated":\#(memory.allocated),"free":\#(memory.free)}"#)
        text.add(#","cpu":{"total":\#(cpu)}"#)
        text.add(#","session":{"active":\#(sessions.active),"total":\#(sessions.total)}"#)
        text.add(#","apps":{"active_docs":"#)
        text.add(quoted: apps.active)
        text.add(#","loaded_docs":"#)
        text.add(quoted: apps.loaded)
        text.add(#","in_memory_docs":"#)
        text.add(quoted: apps.inMemory)
        text.add(#","calls":\#(apps.calls),"selections":\#(apps.selections)}"#)
        text.add(#","users":{"active":\#(users.active),"total":\#(users.total)}"#)
        text.add(#","cache":{"hits":\#(cache.hits),"lookups":\#(cache.lookups),"added":\#(cache.added)"#)
        text.add(#","replaced":\#(cache.replaced),"bytes_added":\#(cache.bytesAdded)}"#)
        text.add(#","saturated":\#(isSaturated)}"#)
        return text.bytes
    }
}

/// JSON in the making.
private struct JSONText {
    private(set) var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(4096)
    }

    mutating func add(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(quoted texts: [String]) {
        bytes.append(UInt8(ascii: "["))
        for (position, text) in texts.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            add(quoted: text)
        }
        bytes.append(UInt8(ascii: "]"))
    }

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
