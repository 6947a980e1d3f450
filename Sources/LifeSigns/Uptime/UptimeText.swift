// SPDX-License-Identifier: MIT

import Monitoring

/// The log line about uptime and memory, in the words of the original.
struct UptimeText: CustomStringConvertible {
    let description: String

    init(_ usage: ProgramUsage, iteration: Int) {
        // Months have 30 days, and years are counted in months: nothing of a long run is lost.
        let seconds = Int(usage.uptime.components.seconds)
        let days = seconds / 86_400
        let uptime = [
            (days / 30, "months"), (days % 30, "days"), (seconds / 3600 % 24, "hours"), (seconds / 60 % 60, "minutes"),
            (seconds % 60, "seconds"),
        ].map { "\($0) \($1)" }.joined(separator: ", ")
        var text = "Iteration # \(Self.grouped(iteration)), Uptime: \(uptime)"
        if let used = usage.memory.heapUsed, let total = usage.memory.heapTotal {
            text += ", Heap used \(Self.megabytes(used)) MB of total heap \(Self.megabytes(total)) MB"
        }
        text += "."
        if let resident = usage.memory.resident {
            text += " Memory allocated to process: \(Self.megabytes(resident)) MB."
        }
        description = text
    }

    /// `1,234,567`
    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// Two decimals at most, without zeros at the end.
    private static func megabytes(_ bytes: Int) -> String {
        let number = ProgramUsage.megabytes(bytes)
        return Int(exactly: number).map(String.init) ?? "\(number)"
    }
}
