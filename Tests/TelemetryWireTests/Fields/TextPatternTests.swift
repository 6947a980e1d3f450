// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire
import Testing

struct TextPatternTests {
    private static let patterns: [TextPattern] = {
        var patterns: [TextPattern] = []
        for field in FieldRegistry.fields {
            if case .text(let pattern) = field.kind, !patterns.contains(pattern) { patterns.append(pattern) }
        }
        return patterns + [
            TextPattern(first: .digits, rest: .digits.and("^]\\-"), length: 1...5),
            TextPattern(first: .lowercaseHex, rest: .letters.and("$"), length: 0...3),
        ]
    }()

    /// True if the whole text matches, a line break at its end included.
    private static func matches(_ text: String, _ expression: NSRegularExpression) -> Bool {
        let whole = NSRange(location: 0, length: text.utf16.count)
        return expression.firstMatch(in: text, range: whole)?.range == whole
    }

    @Test(arguments: patterns)
    func `accepts what its regular expression accepts`(_ pattern: TextPattern) throws {
        let expression = try NSRegularExpression(pattern: pattern.regularExpression)
        let alphabet = Array("azAZfFgG09 ._+/-\\]^[$\n\r\té{}:@`~\u{0}\u{7F}\u{212A}😀/")
        let plain = Array("abcdef0123456789")
        var generator = SeededGenerator(seed: 3)
        var accepted = 0
        for round in 0..<4000 {
            let limits = [
                0, 1, 2, 3, pattern.length.lowerBound, pattern.length.upperBound, pattern.length.upperBound + 1,
            ]
            let length = limits[round % limits.count]
            // Mostly harmless characters, or hardly a long text would be accepted.
            let letters = round.isMultiple(of: 2) ? plain : plain + plain + plain + alphabet
            let text = String((0..<length).compactMap { _ in letters.randomElement(using: &generator) })
            let isAccepted = pattern.accepts(text)
            #expect(isAccepted == Self.matches(text, expression), "\(text.debugDescription)")
            if isAccepted { accepted += 1 }
        }
        #expect(accepted > 100)
        #expect(accepted < 3900)
    }

    @Test(arguments: patterns)
    func `agrees with its regular expression on every single character, first and later`(_ pattern: TextPattern) throws
    {
        let expression = try NSRegularExpression(pattern: pattern.regularExpression)
        let padding = String(repeating: "a", count: max(0, pattern.length.lowerBound - 1))
        let start = pattern.accepts("0" + padding) ? "0" : "a"
        for value in (0..<0x180 as Range<UInt32>) + [0x2028, 0x212A, 0xFF10] {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [
                "\(scalar)\(padding)", "\(start)\(scalar)\(padding.dropLast())", "\(start)\(padding)\(scalar)",
            ] {
                #expect(pattern.accepts(text) == Self.matches(text, expression), "\(text.debugDescription)")
            }
        }
    }

    @Test func `counts bytes against both limits`() {
        let pattern = TextPattern(first: .letters, rest: .letters, length: 2...3)
        #expect(["", "a", "ab", "abc", "abcd"].map(pattern.accepts) == [false, false, true, true, false])
        let optional = TextPattern(first: .letters, rest: .letters, length: 0...1)
        #expect(["", "a", "ab"].map(optional.accepts) == [true, true, false])
    }

    @Test func `is stricter about the first character`() {
        let pattern = TextPattern(first: .letters, rest: .alphanumerics.and("-"), length: 1...9)
        #expect(["a-1", "-a1", "1a", "a"].map(pattern.accepts) == [true, false, false, true])
    }
}
