// SPDX-License-Identifier: MIT

/// What an expression of Prometheus asks for: series, and labels by which it groups or joins them.
struct RuleExpression {
    /// Series of one metric, as an expression or a list of input selects them.
    struct Selector: Equatable {
        var metric: String
        /// The values that are asked for of each label; one with `|` in between stands for several.
        var labels: [String: [String]]

        /// - Parameter braces: what stands in braces after the name.
        init(metric: String, braces: some StringProtocol) {
            self.metric = metric
            labels = [:]
            for match in String(braces).matches(of: /([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"/) {
                labels[String(match.1)] = match.2.split(separator: "|").map(String.init)
            }
        }
    }

    private(set) var selectors: [Selector] = []
    private(set) var groupingLabels: Set<String> = []

    private static let keywords: Set<String> = ["and", "bool", "offset", "or", "unless"]

    init(_ text: String) {
        for match in text.matches(of: /\b(?:by|on|without|ignoring|group_left|group_right)\s*\(([^)]*)\)/) {
            groupingLabels.formUnion(
                match.1.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }.filter { !$0.isEmpty })
        }
        let rest = text.replacing(/\b(?:by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)/, with: " ")
            .replacing(/\[[^\]]*\]/, with: " ")
        // In braces there may be anything; outside, what begins with a digit is a number or a time.
        for match in rest.matches(of: /\b\d[\w.]*|([a-zA-Z_:][\w:]*)\s*(?:\{([^}]*)\}|(\())?/) {
            guard let name = match.1, match.3 == nil, !Self.keywords.contains(String(name)) else { continue }
            selectors.append(Selector(metric: String(name), braces: match.2 ?? ""))
        }
    }
}
