// SPDX-License-Identifier: MIT

/// Random numbers that are the same for the same seed, wherever and whenever (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

// What administrators write down, and what hosts and sites have.
extension SplitMix {
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    mutating func one<Value>(of values: [Value], or fallback: Value) -> Value {
        values.randomElement(using: &self) ?? fallback
    }

    /// Five to ten small letters: too long to be one of the words of a published list by chance.
    mutating func word() -> String {
        var bits = next()
        let length = 5 + Int(bits % 6)
        return String(
            decoding: (0..<length).map { _ in
                bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(ascii: "a") + UInt8((bits >> 33) % 26)
            }, as: UTF8.self)
    }

    /// Words as people write them, some with characters that YAML, JSON, shells and URLs give a meaning to.
    mutating func text() -> String {
        let forms: [(inout SplitMix) -> String] = [
            { $0.word() }, { "\($0.word()) \($0.word())" }, { "\($0.word())-\($0.number(1...999))" },
            { "Größe \($0.word()) für Süd" }, { "\($0.word()) \"\($0.word())\" \\ \($0.word())" },
            { "# \($0.word()): {\($0.word())}, [x]" }, { "😀\($0.word())%41&amp;" },
        ]
        return one(of: forms, or: { $0.word() })(&self)
    }

    mutating func hexadecimal(_ digits: Int) -> String {
        (0..<digits).map { _ in String(number(0...15), radix: 16) }.joined()
    }

    /// `d7cf4858-fc86-4d6a-9f6c-3c2d1a3c2d1a`
    mutating func uuid() -> String { [8, 4, 4, 4, 12].map { hexadecimal($0) }.joined(separator: "-") }

    mutating func address() -> String { "10.\(number(1...254)).\(number(1...254)).\(number(1...254))" }

    mutating func host() -> String {
        one(of: [true, false, false], or: true) ? address() : "\(word()).\(word()).example.org"
    }

    /// A host, often with a port.
    mutating func authority() -> String { number(0...4) == 0 ? host() : "\(host()):\(number(1024...65_535))" }

    /// Something that looks like a certificate or key, and is none.
    mutating func certificate() -> String {
        let lines = (0..<number(2...6)).map { _ in hexadecimal(64) }
        return "-----BEGIN CERTIFICATE-----\n" + lines.joined(separator: "\n") + "\n-----END CERTIFICATE-----\n"
    }
}
