// SPDX-License-Identifier: MIT

extension LineText {
    /// A text in quotes.
    mutating func writeJSONString(_ text: String) {
        var text = text
        write(byte: UInt8(ascii: "\""))
        text.withUTF8 { writeJSONText(UnsafeRawBufferPointer($0)) }
        write(byte: UInt8(ascii: "\""))
    }
}
