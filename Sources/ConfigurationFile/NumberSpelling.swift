// SPDX-License-Identifier: MIT

/// Tells which unquoted words are numbers, as the core schema of YAML 1.2 has it. `INF` and `nan` are texts.
enum NumberSpelling {
    static func matches(_ text: String) -> Bool {
        var rest = Substring(text)
        if rest.hasPrefix("0o") || rest.hasPrefix("0x") {
            let digits = rest.dropFirst(2)
            return !digits.isEmpty
                && digits.allSatisfy { rest.hasPrefix("0o") ? ("0"..."7").contains($0) : $0.isHexDigit }
        }
        if [".nan", ".NaN", ".NAN"].contains(text) { return true }
        if rest.hasPrefix("+") || rest.hasPrefix("-") { rest = rest.dropFirst() }
        if [".inf", ".Inf", ".INF"].contains(String(rest)) { return true }
        return isDecimal(rest)
    }

    /// The number, if the text spells one without a fraction: `12`, `1e3`, `0x1F`, `12.0`.
    static func wholeNumber(_ text: String) -> Int? {
        if let number = Int(text) { return number }
        if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8) }
        guard matches(text), let number = Double(text) else { return nil }
        return Int(exactly: number)
    }

    /// `12`, `12.`, `.5`, `12.5e-3`
    private static func isDecimal(_ text: Substring) -> Bool {
        let whole = text.prefix(while: isDigit)
        var rest = text.dropFirst(whole.count)
        var fraction: Substring = ""
        if rest.first == "." {
            fraction = rest.dropFirst().prefix(while: isDigit)
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return false }
        guard let exponent = rest.first else { return true }
        guard exponent == "e" || exponent == "E" else { return false }
        rest = rest.dropFirst()
        if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
