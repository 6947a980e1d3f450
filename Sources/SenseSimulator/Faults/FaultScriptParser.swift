// SPDX-License-Identifier: MIT

/// Reads a script of faults line by line and keeps every mistake.
struct FaultScriptParser {
    private let serverCount: Int
    private var number = 0
    private var lines: [(number: Int, line: FaultScript.Line)] = []
    private var repetition: ScriptRepetition?
    private var mistakes: [FaultScriptError.Mistake] = []

    /// - Parameter serverCount: how many servers there are to choose from.
    init(serverCount: Int) {
        self.serverCount = serverCount
    }

    /// Reads the next line.
    mutating func read(_ text: Substring) {
        number += 1
        let words = text.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
        guard let first = words.first else { return }
        do throws(ScriptMistake) {
            if first == "repeat" {
                repetition = try ScriptRepetition(words, line: number, earlier: repetition)
            } else {
                try readFault(words)
            }
        } catch {
            mistakes.append(.init(line: number, text: error.text))
        }
    }

    /// The script, if there was no mistake.
    func finish(file: String) throws(FaultScriptError) -> FaultScript {
        var mistakes = mistakes
        if let repetition {
            for (number, line) in lines {
                if let mistake = repetition.mistake(ifEnds: max(line.from + 1, line.to ?? 0)) {
                    mistakes.append(.init(line: number, text: mistake.text))
                }
            }
        }
        guard mistakes.isEmpty else {
            throw FaultScriptError(file: file, mistakes: mistakes.sorted { $0.line < $1.line })
        }
        return FaultScript(lines: lines.map(\.line), period: repetition?.seconds)
    }

    private mutating func readFault(_ words: [Substring]) throws(ScriptMistake) {
        guard words.count == 2, words[0].contains("-") else {
            throw ScriptMistake(
                text: "a line is 'FROM-TO KIND[@SERVER][/INTERFACE]' or 'repeat every DURATION', not "
                    + "'\(words.joined(separator: " "))'"
            )
        }
        let span = try ScriptSpan(words[0])
        let rule = try rule(words[1])
        guard rule.fault.canComeAndGo else {
            throw ScriptMistake(text: "\(rule.fault.rawValue) cannot come and go; give it with --fault instead")
        }
        lines.append((number, .init(from: span.from, to: span.to, rule: rule)))
    }

    private func rule(_ text: Substring) throws(ScriptMistake) -> FaultRule {
        do {
            return try FaultRule(parsing: text, serverCount: serverCount)
        } catch {
            throw ScriptMistake(text: error.description)
        }
    }
}
