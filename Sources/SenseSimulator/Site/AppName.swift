// SPDX-License-Identifier: MIT

import SeededNumbers

/// What the site's people call their apps: mostly plain words, sometimes characters that other formats mean something
/// by, and now and then the name that another app has already.
enum AppName {
    /// A name for the app in a place, which tells how often it has been renamed.
    static func text(inPlace place: Int, revision: Int, _ random: inout SplitMix64) -> String {
        let name =
            switch place % 8 {
            case 2, 6: careful[(place / 4) % careful.count]
            case 3: "Sandbox"
            default:
                topics[random.number(in: 0...topics.count - 1)] + " "
                    + kinds[random.number(in: 0...kinds.count - 1)]
            }
        return revision == 0 ? name : "\(name) v\(revision + 1)"
    }

    /// The name of a stream to publish to.
    static func stream(_ random: inout SplitMix64) -> String {
        streams[random.number(in: 0...streams.count - 1)]
    }

    /// The first six have every kind of character that needs care.
    private static let careful = [
        "Sales, Nordics", #"The "real" margin"#, #"Import C:\Data\new"#, "Budget = Plan", "Umsatz Köln & Zürich",
        "売上ダッシュボード", "Отчёт, квартал", "a=b,c d", #"Path \ "quoted" = yes"#, "Team 🦊", "  padded  ", "Ærø 100 %",
    ]
    private static let topics = [
        "Sales", "Finance", "Stock", "Staff", "Marketing", "Logistics", "Quality", "Service", "Production",
        "Purchasing",
    ]
    private static let kinds = [
        "Overview", "Dashboard", "Details", "Forecast", "Monitor", "Report", "Analysis", "Trends", "Archive",
        "Explorer",
    ]
    private static let streams = ["Everyone", "Finance", "Operations", "Board"]
}
