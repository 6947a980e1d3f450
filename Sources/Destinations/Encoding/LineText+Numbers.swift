// SPDX-License-Identifier: MIT

extension LineText {
    mutating func write(_ number: Int) {
        if number < 0 { write(byte: UInt8(ascii: "-")) }
        writeDigits(of: number.magnitude)
    }

    /// A float in the shortest form that reads back the same. Must be finite.
    mutating func write(_ number: Double) {
        if writeSimply(number) { return }
        write(text: Int64(exactly: number).map(String.init) ?? number.description)
    }

    /// Writes a whole number, or one with at most three decimals, which most times are. False for others, about whose
    /// form line protocol and JSON do not agree.
    mutating func writeSimply(_ number: Double) -> Bool {
        let magnitude = abs(number)
        // Fifteen digits tell every number from its neighbours.
        guard magnitude < 1e12 else { return false }
        let thousandths = UInt(magnitude * 1000 + 0.5)
        guard Double(thousandths) / 1000 == magnitude else { return false }
        if number < 0 { write(byte: UInt8(ascii: "-")) }
        writeDigits(of: thousandths / 1000)
        var decimals = thousandths % 1000
        guard decimals > 0 else { return true }
        write(byte: UInt8(ascii: "."))
        while decimals > 0 {
            write(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: decimals / 100))
            decimals = decimals % 100 * 10
        }
        return true
    }
}
