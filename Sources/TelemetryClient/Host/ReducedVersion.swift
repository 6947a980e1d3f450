// SPDX-License-Identifier: MIT

/// A version cut down to what its maker published.
///
/// One to three numbers with dots between them, each of up to four digits or a day such as `20241031`. In front perhaps
/// `v` or `V`, behind perhaps a service pack such as `-SP5`, and then perhaps ` LTS`. Three numbers, so that an IPv4
/// address is not one.
struct ReducedVersion: Sendable, Equatable {
    let text: String

    /// Reads the version that `text` starts with; `nil` if it does not start with one. What follows is cut off.
    init?(startOf text: String) {
        var rest = Substring(text.trimmed).utf8
        var result = ""
        if let first = rest.first, first == UInt8(ascii: "v") || first == UInt8(ascii: "V") {
            result.unicodeScalars.append(Unicode.Scalar(first))
            rest = rest.dropFirst()
        }
        guard let major = Self.number(&rest) else { return nil }
        result += major
        for _ in 0..<2 {
            guard rest.first == UInt8(ascii: ".") else { break }
            var after = rest.dropFirst()
            guard let number = Self.number(&after) else { break }
            result += ".\(number)"
            rest = after
        }
        if let pack = Self.servicePack(&rest) { result += pack }
        if Substring(rest) == " LTS" || Substring(rest.prefix(5)) == " LTS " { result += " LTS" }
        self.text = result
    }

    /// Takes a number from the start; leaves everything in place if there is none or if it says more than a version.
    private static func number(_ rest: inout Substring.UTF8View) -> Substring? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let text = Substring(digits)
        guard (1...4).contains(digits.count) || isDay(text) else { return nil }
        rest = rest.dropFirst(digits.count)
        return text
    }

    private static func isDay(_ digits: Substring) -> Bool {
        guard digits.utf8.count == 8, digits.hasPrefix("20"), let month = Int(digits.dropFirst(4).prefix(2)),
            let day = Int(digits.suffix(2))
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    private static func servicePack(_ rest: inout Substring.UTF8View) -> Substring? {
        let pack = Substring(rest.prefix(4))
        guard pack.hasPrefix("-SP"), let digit = pack.utf8.last,
            (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(digit),
            pack.utf8.count == 4
        else { return nil }
        rest = rest.dropFirst(4)
        return pack
    }
}
