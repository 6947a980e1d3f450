// SPDX-License-Identifier: MIT

/// Faults that come and go while the site runs.
///
/// Promises: which fault there is depends on the time since the start and on nothing else; where several lines apply,
/// the last one counts.
package struct FaultScript: Sendable, Equatable {
    /// A fault for some time, in whole seconds since the start or since the last repetition.
    struct Line: Sendable, Equatable {
        /// When it begins.
        let from: Int
        /// When it is over, or `nil` if it stays.
        let to: Int?
        /// What is wrong, and where.
        let rule: FaultRule
    }

    private let lines: [Line]
    private let period: Int?

    /// No faults at all.
    package init() {
        self.init(lines: [], period: nil)
    }

    /// - Parameter period: after how many seconds the script starts again, if it does.
    init(lines: [Line], period: Int?) {
        self.lines = lines
        self.period = period
    }

    /// Reads a script: lines of the form `FROM-TO KIND[@SERVER][/INTERFACE]`, at most one line `repeat every DURATION`,
    /// and comments that start with `#`.
    ///
    /// Promises: the error names every mistake and its line.
    ///
    /// - Parameters:
    ///   - file: where the script comes from, for the error.
    ///   - serverCount: how many servers there are to choose from.
    package init(parsing text: String, file: String, serverCount: Int) throws(FaultScriptError) {
        var parser = FaultScriptParser(serverCount: serverCount)
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            parser.read(line)
        }
        self = try parser.finish(file: file)
    }

    /// The fault that an interface of a server has so long after the start, if it has one.
    package func fault(ofServer index: Int, _ interface: SenseInterface = .engine, after elapsed: Duration) -> Fault? {
        let seconds = max(0, Int(clamping: elapsed.components.seconds))
        let position = period.map { seconds % $0 } ?? seconds
        return lines.last { line in
            line.from <= position && position < (line.to ?? .max) && line.rule.applies(toServer: index, interface)
        }?.rule.fault
    }
}
