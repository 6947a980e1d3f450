// SPDX-License-Identifier: MIT

/// Alerts as a document tells them.
enum AlertDocument {
    /// A table to look up, and a paragraph for each alert.
    static func text(of rules: AlertRules) -> String {
        var lines = ["| alert | severity | after |", "| --- | --- | --- |"]
        for alert in rules.alerts {
            let link = "[\(alert.name)](#\(alert.name.lowercased()))"
            lines.append("| \(link) | \(alert.severity) | \(time(alert.rule.duration)) |")
        }
        for alert in rules.alerts {
            lines += [
                "", "### \(alert.name)", "", withCode(alert.annotation("description")), "",
                "**What to do.** " + withCode(alert.annotation("runbook")),
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func time(_ duration: String?) -> String {
        guard let duration, let unit = duration.last, let name = ["m": "minute", "h": "hour"][unit] else {
            return "at once"
        }
        let number = duration.dropLast()
        return "\(number) \(name)\(number == "1" ? "" : "s")"
    }

    /// Names with underscores are set as code.
    private static func withCode(_ text: String) -> String { text.replacing(/\w+_\w+/) { "`\($0.output)`" } }
}
