// SPDX-License-Identifier: MIT

import TelemetryStore

/// Alarms in words.
enum AlarmText {
    static func sentence(_ alarm: DataHealth.Alarm) -> String {
        switch alarm {
        case .silence(let week, let seen, let expected):
            "Silence in \(Words.week(week)): \(Words.installations(seen)) seen, \(Words.number(expected)) expected. Was the "
                + "collector off, or did a certificate run out?"
        case .shrinking(let week, let seen, let expected):
            "The fleet shrank in \(Words.week(week)): \(Words.installations(seen)) seen, \(Words.number(expected)) expected."
        case .newcomers(let week, let quarantined, let usual):
            "Many were seen on one day only in \(Words.week(week)): \(Words.number(quarantined)), usual are "
                + "\(Words.number(usual)). Somebody may be making them up; they are not counted."
        case .arrivals(let week, let new, let usual):
            "Many were new in \(Words.week(week)): \(Words.number(new)), usual are \(Words.number(usual)). A release that "
                + "was announced, or somebody who makes them up?"
        }
    }

    /// Why there may be alarms that are not told; `nil` if there are none.
    static func sentence(_ shortage: DataHealth.AlarmShortage, _ sheet: SheetContext) -> String {
        switch shortage {
        case .oneVersion(let version):
            SheetContext.notTold(
                of: version, because: "those that moved on to another version would look lost")
        case .weeks(let weeks):
            "Not enough data for alarms: \(Words.count(weeks, "week")) to compare \(Words.week(sheet.week)) with, "
                + "\(DataHealth.Alarm.fewestUsualWeeks) needed."
        case .installations(let usual):
            "Silence could not be told from chance: \(Words.installations(usual)) a week \(usual == 1 ? "is" : "are") "
                + "usual, \(DataHealth.AlarmShortage.fewestUsual) needed."
        }
    }

    static func name(_ alarm: DataHealth.Alarm) -> String {
        switch alarm {
        case .silence: "Silence"
        case .shrinking: "Shrinking"
        case .newcomers: "One-day installations"
        case .arrivals: "New installations"
        }
    }

    /// The week, what was counted, what was to be expected.
    static func figures(_ alarm: DataHealth.Alarm) -> [FigureTable.Figure] {
        switch alarm {
        case .silence(let week, let count, let usual), .shrinking(let week, let count, let usual),
            .newcomers(let week, let count, let usual), .arrivals(let week, let count, let usual):
            [.text(week.description), .count(count), .count(usual)]
        }
    }
}
