// SPDX-License-Identifier: MIT

import SeededNumbers

// What administrators write down, and what hosts and sites have. Drawn some million times in a run, so nothing here is
// slow.
extension SplitMix64 {
    mutating func one<Value>(of values: [Value]) -> Value { values[number(in: 0...values.count - 1)] }

    /// Seven letters or more, and never one of the words of a published list.
    mutating func word() -> String {
        var bits = next()
        var word = "z"
        for _ in 0..<3 + bits % 3 {
            bits >>= 8
            word += Self.syllables[Int(bits % UInt64(Self.syllables.count))]
        }
        return word
    }

    private static let syllables =
        "bdfghklmnprstvwx".flatMap { start in "aeiou".map { "\(start)\($0)" } } + ["q9", "x7"]

    /// Words as people write them, some with characters that YAML, JSON, shells and URLs give a meaning to.
    mutating func text() -> String {
        switch number(in: 0...6) {
        case 0: word()
        case 1: "\(word()) \(word())"
        case 2: "\(word())-\(number(in: 1...999))"
        case 3: "Größe \(word()) für Süd"
        case 4: "\(word()) \"\(word())\" \\ \(word())"
        case 5: "# \(word()): {\(word())}, [x]"
        default: "😀\(word())%41&amp;"
        }
    }

    mutating func hexadecimal(_ digits: Int) -> String {
        var text = ""
        while text.utf8.count < digits { text += String(next(), radix: 16) }
        return String(text.prefix(digits))
    }

    /// `d7cf4858-fc86-4d6a-9f6c-3c2d1a3c2d1a`
    mutating func uuid() -> String {
        "\(hexadecimal(8))-\(hexadecimal(4))-\(hexadecimal(4))-\(hexadecimal(4))-\(hexadecimal(12))"
    }

    mutating func address() -> String { "10.\(number(in: 1...254)).\(number(in: 1...254)).\(number(in: 1...254))" }

    mutating func host() -> String { number(in: 0...2) == 0 ? address() : "\(word()).\(word()).example.org" }

    /// A host, often with a port.
    mutating func authority() -> String { number(in: 0...4) == 0 ? host() : "\(host()):\(number(in: 1024...65_535))" }

    /// Something that looks like a certificate or key, and is none.
    mutating func certificate() -> String {
        let lines = (0..<number(in: 2...6)).map { _ in hexadecimal(64) }
        return "-----BEGIN CERTIFICATE-----\n" + lines.joined(separator: "\n") + "\n-----END CERTIFICATE-----\n"
    }
}
