// SPDX-License-Identifier: MIT

extension JSONValue {
    /// The whole number from 0 on that this spells in digits alone, if it fits.
    func count<Number: FixedWidthInteger>(as type: Number.Type = Number.self) -> Number? {
        guard case .number(let text) = self, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Number(text)
    }
}
