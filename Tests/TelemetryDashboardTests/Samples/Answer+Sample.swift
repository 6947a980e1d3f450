// SPDX-License-Identifier: MIT

import TelemetryInsights

extension Answer {
    /// Bars with notes and links, one of them without data.
    static func bars(_ names: [String] = ["MQTT", "InfluxDB", "Prometheus"]) -> Answer {
        let counts = [(48, 77), (80, 80), (0, 0)]
        let shares = zip(names, counts).map { name, counts in
            ShareBar(
                label: name, note: "Is \(name) a destination?",
                proportion: Proportion(successes: counts.0, n: counts.1), link: "features/\(name.lowercased())")
        }
        return Answer(
            id: "adoption", title: "Features in use",
            sentences: ["InfluxDB is on in 100 % (95.4–100) of 80 installations.", "n = 80, week 2026-W47."],
            chart: .bars(shares),
            table: FigureTable(
                caption: "How many have a feature on", columns: ["Feature", "On", "Of", "Share"],
                rows: shares.map { bar in
                    FigureTable.Row(
                        name: bar.label,
                        figures: [
                            .count(bar.proportion.successes), .count(bar.proportion.n),
                            bar.proportion.share.map { .share($0) } ?? .none,
                        ])
                }))
    }

    /// Two lines over eight weeks, the last three of them expected, with a gap and bounds.
    static func lines(_ names: [String] = ["Node.js 18", "Node.js 20"]) -> Answer {
        let falling: [Double?] = [0.4, 0.37, nil, 0.31, 0.28, 0.25, 0.22, 0.2]
        let rising: [Double?] = [0.1, 0.12, 0.15, 0.2, 0.24, nil, nil, nil]
        let bounds = falling.map { value in value.map { $0 - 0.05...$0 + 0.05 } }
        let weeks = (40...47).map { "2026-W\($0)" }
        return Answer(
            id: "runtimes", title: "Old runtimes", sentences: ["Node.js 18 falls by 2.4 points a week."],
            chart: .lines(
                TimeChart(
                    unit: .share, weeks: weeks,
                    series: [
                        .init(name: names[0], values: falling, bounds: bounds), .init(name: names[1], values: rising),
                    ], forecastFrom: 5)),
            table: FigureTable(
                caption: "Runtimes by week", columns: ["Week"] + names,
                rows: weeks.enumerated().map { index, week in
                    FigureTable.Row(
                        name: week, figures: [falling[index], rising[index]].map { $0.map { .share($0) } ?? .none })
                }))
    }

    /// Three versions over six weeks.
    static func stack(_ names: [String] = ["14.2", "14.1", "other"]) -> Answer {
        let shares: [[Double?]] = [
            [0, 0.2, 0.45, 0.6, 0.7, 0.75], [0.9, 0.7, 0.5, 0.35, 0.25, 0.2], [0.1, 0.1, 0.05, 0.05, 0.05, 0.05],
        ]
        let weeks = (42...47).map { "2026-W\($0)" }
        return Answer(
            id: "versions", title: "Versions", sentences: ["14.2 is run by 75 % of the fleet."],
            chart: .stack(
                TimeChart(
                    unit: .share, weeks: weeks,
                    series: zip(names, shares).map { .init(name: $0, values: $1) })),
            table: FigureTable(
                caption: "Versions by week", columns: ["Week"] + names,
                rows: weeks.enumerated().map { index, week in
                    FigureTable.Row(name: week, figures: shares.map { $0[index].map { .share($0) } ?? .none })
                }))
    }

    static func matrix(_ names: [String] = ["Debian GNU/Linux 12", "Windows Server 2022"]) -> Answer {
        Answer(
            id: "matrix", title: "Systems and architectures", sentences: ["Most are Debian on x64."],
            chart: .matrix(
                MatrixChart(
                    meaning: "Shares of all installations.", columns: ["x64", "arm64"],
                    rows: [.init(name: names[0], shares: [0.52, 0.04]), .init(name: names[1], shares: [0.44, nil])])),
            table: FigureTable(
                caption: "Systems and architectures", columns: ["System", "x64", "arm64"],
                rows: [
                    .init(name: names[0], figures: [.count(41), .count(3)]),
                    .init(name: names[1], figures: [.count(35), .none]),
                ]))
    }

    /// So many columns that no words fit beside it.
    static let wideMatrix = wideMatrix(columns: 12)

    static func wideMatrix(columns: Int) -> Answer {
        let names = (1...columns).map { "Column \($0)" }
        return Answer(
            id: "wide", title: "What goes together", sentences: ["Everything."],
            chart: .matrix(MatrixChart(columns: names, rows: [.init(name: "Row", shares: names.map { _ in 0.5 })])),
            table: FigureTable(
                caption: "What goes together", columns: ["Pair", "Both"],
                rows: [.init(name: "Row and column", figures: [.count(5)])]))
    }

    /// Words only.
    static let tooLittle = Answer(
        id: "cohorts", title: "Who stays", sentences: ["Not enough data: 3 installations, 5 needed."], chart: nil,
        table: FigureTable(caption: "Who stays", columns: ["Month"], rows: []))

    /// Nine sentences.
    static let wordy = Answer(
        id: "wordy", title: "Trends", sentences: (1...9).map { "Sentence \($0)." }, chart: nil,
        table: FigureTable(caption: "Trends", columns: ["Name"], rows: []))

    /// One of each kind.
    static let samples = [bars(), lines(), stack(), matrix(), tooLittle]
}
