// SPDX-License-Identifier: MIT

import TelemetryStore

/// On what the installations run.
struct PlatformAnswers {
    private let sheet: SheetContext

    init(_ sheet: SheetContext) { self.sheet = sheet }

    var all: [Answer] {
        let history = sheet.history
        return [
            SharesAnswer(
                id: "systems", title: "Operating systems", noun: "operating system",
                counts: history.systems(in: sheet.week)
            ).answer(sheet),
            SharesAnswer(
                id: "architectures", title: "Architectures", noun: "architecture",
                counts: history.values(of: .arch, in: sheet.week)
            ).answer(sheet),
            SharesAnswer(
                id: "runtimes", title: "Runtimes", noun: "runtime", counts: history.values(of: .runtime, in: sheet.week)
            ).answer(sheet),
            matrix, virtual,
        ]
    }

    private var matrix: Answer {
        let matrix = PlatformMatrix(sheet.history)
        let total = matrix.total
        let rows = zip(matrix.rows, matrix.cells).map { name, cells in
            FigureTable.Row(name: name, figures: cells.map { .count($0) })
        }
        let table = FigureTable(
            caption: "Installations by operating system and architecture in \(Words.week(sheet.week))",
            columns: ["Operating system"] + matrix.columns, rows: rows)
        if let shortage = sheet.shortage(total) {
            return Answer(
                id: "matrix", title: "Systems and architectures", sentences: [shortage], chart: nil, table: table)
        }
        let cells = zip(matrix.rows, matrix.cells).flatMap { row, counts in
            zip(matrix.columns, counts).map { (name: "\(row) on \($0)", count: $1) }
        }
        .filter { $0.count > 0 }
        let most = cells.max { $0.count < $1.count }
        let few = cells.filter { $0.count < SheetContext.fewest }
        var sentences =
            most.map {
                [
                    "\(Words.count(cells.count, "combination")) of operating system and architecture "
                        + "\(cells.count == 1 ? "is" : "are") in use; the most frequent is \($0.name) with "
                        + "\(Words.share(Proportion(successes: $0.count, n: total))) of installations, \(sheet.basis(total))."
                ]
            } ?? []
        if !few.isEmpty {
            sentences.append(
                "\(Words.count(few.count, "combination")) \(few.count == 1 ? "has" : "have") fewer than "
                    + "\(SheetContext.fewest) installations each.")
        }
        let chart = MatrixChart(
            meaning: "Shares of all installations.", columns: matrix.columns,
            rows: zip(matrix.rows, matrix.cells).map { name, counts in
                MatrixChart.Row(name: name, shares: counts.map { $0 > 0 ? Double($0) / Double(total) : nil })
            })
        return Answer(
            id: "matrix", title: "Systems and architectures", sentences: sentences, chart: .matrix(chart), table: table)
    }

    private var virtual: Answer {
        let counts = ["true", "false"].map { sheet.history.count(.virtual, $0, in: sheet.week) }
        let proportion = Proportion(successes: counts[0], n: counts[0] + counts[1])
        let isEnough = sheet.shortage(proportion.n) == nil
        let sentence =
            sheet.shortage(proportion.n)
            ?? "\(Words.share(proportion)) of installations run on virtual machines or in containers, "
            + "\(sheet.basis(proportion.n))."
        return Answer(
            id: "virtual", title: "Virtual machines", sentences: [sentence],
            chart: isEnough ? .bars([ShareBar(label: "Virtual", proportion: proportion)]) : nil,
            table: FigureTable(
                caption: "Virtual machines in \(Words.week(sheet.week))", name: "Kind", [("Virtual", proportion)]))
    }
}
