// SPDX-License-Identifier: MIT

/// Finds which of a fixed list of tokens are in a text, in one pass over the text.
struct TokenFinder: Sendable {
    /// A set of tokens, a bit for each.
    typealias Tokens = UInt128

    private struct Candidate {
        var token: UserAgentToken
        /// The token's first two bytes are kept, folded, since they rule most candidates out.
        var second: UInt8
        var bit: Tokens
        /// The token that must have come before; empty if none.
        var behind: Tokens
    }

    /// In the order of their first bytes, then in that of the list.
    private let candidates: [Candidate]
    /// Where the candidates for each first byte start, and at the end their number.
    private let starts: [Int]
    private let bits: [String: Tokens]

    /// - Parameter tokens: At most 128 different ones of at least two bytes.
    init(_ tokens: [UserAgentToken]) {
        var bits: [String: Tokens] = [:]
        var different: [UserAgentToken] = []
        for token in tokens where bits[token.identity] == nil {
            precondition(different.count < Tokens.bitWidth && token.text.utf8CodeUnitCount >= 2)
            bits[token.identity] = 1 << different.count
            different.append(token)
        }
        var candidates: [Candidate] = []
        var starts: [Int] = []
        for byte in UInt8.min...UInt8.max {
            starts.append(candidates.count)
            for token in different where Self.fold(token.text.utf8Start[0]) == byte {
                var behind: Tokens = 0
                if case .spelledBehind(let other) = token.condition {
                    behind = bits[UserAgentToken(other, .spelled).identity] ?? 0
                }
                candidates.append(
                    Candidate(
                        token: token, second: Self.fold(token.text.utf8Start[1]), bit: bits[token.identity] ?? 0,
                        behind: behind))
            }
        }
        starts.append(candidates.count)
        self.candidates = candidates
        self.starts = starts
        self.bits = bits
    }

    /// The set of some tokens of the list.
    func set(of tokens: [UserAgentToken]) -> Tokens { tokens.reduce(0) { $0 | (bits[$1.identity] ?? 0) } }

    /// The tokens that are in a text.
    func tokens(in text: FoldedText) -> Tokens {
        candidates.withUnsafeBufferPointer { candidates in
            starts.withUnsafeBufferPointer { starts in
                var found: Tokens = 0
                for position in 0..<text.count {
                    let first = Int(text[position])
                    let second = text[position + 1]
                    for index in starts[first]..<starts[first + 1] where candidates[index].second == second {
                        let candidate = candidates[index]
                        guard found & candidate.bit == 0, Self.has(candidate.token.text, at: position, in: text),
                            candidate.token.condition.holds(
                                for: candidate.token.text, at: position, in: text,
                                isBehind: found & candidate.behind != 0)
                        else { continue }
                        found |= candidate.bit
                    }
                }
                return found
            }
        }
    }

    /// Whether a token, whose letters may be upper case, stands at a position in any case.
    private static func has(_ token: StaticString, at position: Int, in text: FoldedText) -> Bool {
        let length = token.utf8CodeUnitCount
        guard length <= text.count - position else { return false }
        let bytes = token.utf8Start
        for index in 2..<length where text[position + index] != fold(bytes[index]) { return false }
        return true
    }

    @inline(__always)
    private static func fold(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
