// SPDX-License-Identifier: MIT

package import TelemetryStore
import TelemetryWire

extension AnswerSheet {
    /// The answers while no closed week has installations: what is known today about those that were seen at all.
    ///
    /// - Parameter service: the name on the wire.
    package init(waiting topic: Topic, overview: FleetOverview, service: String = TelemetryService.butlerSOS.name) {
        let week = ISOWeek(overview.day)
        let empty = FleetHistory(service: service, weeks: week...week, counts: [])
        let sheet = SheetContext(
            AnswerContext(history: empty, today: overview.day),
            period: "the \(FleetOverview.activeDays) days to \(Words.date(overview.day))")
        let answers = WaitingAnswers(sheet, overview)
        self.init(topic, title: sheet.title(of: topic), lead: answers.lead, answers: answers.all(topic))
    }
}

/// What can be said from the counts of one day.
private struct WaitingAnswers {
    private let sheet: SheetContext
    private let overview: FleetOverview

    init(_ sheet: SheetContext, _ overview: FleetOverview) {
        self.sheet = sheet
        self.overview = overview
    }

    var lead: String {
        guard overview.installations > 0 else {
            return
                "No installation has reported yet, or none in the last \(FleetOverview.activeDays) days. The first answers "
                + "come with the first report."
        }
        let (first, day) = (overview.firstSeen ?? overview.day, Words.date(overview.day))
        let seen = first == overview.day ? "on \(day)" : "since \(Words.date(first)), as of \(day)"
        return "In no week that is over was an installation seen on two days: "
            + "\(overview.installations == 1 ? "this is" : "these are") the \(Words.installations(overview.installations)) "
            + "seen \(seen)." + (overview.quarantined > 0 ? " \(Self.quarantine)" : "")
    }

    /// What the first days' figures hold and later ones do not.
    private static let quarantine =
        "Those seen on one day only are among them; from the first week that is over on, they are counted apart."

    func all(_ topic: Topic) -> [Answer] {
        switch topic {
        case .overview:
            [
                installations, features,
                shares("versions", "Versions", "version", overview.serviceVersions),
                shares("systems", "Operating systems", "operating system", overview.operatingSystems),
                shares("runtimes", "Runtimes", "runtime", overview.runtimes),
            ]
        case .features: [features]
        case .platforms:
            [
                shares("systems", "Operating systems", "operating system", overview.operatingSystems),
                shares("architectures", "Architectures", "architecture", overview.architectures),
                shares("runtimes", "Runtimes", "runtime", overview.runtimes),
            ]
        case .feature, .versions, .schedule, .cohorts, .health:
            [
                sheet.noAnswer(
                    "waiting", "Not yet",
                    "Not enough data: one week that is over is needed, in which \(SheetContext.fewest) installations were "
                        + "seen.",
                    columns: ["Name", "Value"])
            ]
        }
    }

    private var installations: Answer {
        var sentences = [
            "\(Words.installations(overview.installations)) reported in the last \(FleetOverview.activeDays) days."
        ]
        if overview.quarantined > 0 {
            let verb = overview.quarantined == 1 ? "was" : "were"
            let who =
                overview.quarantined < overview.installations ? "\(Words.number(overview.quarantined)) of them" : "All"
            sentences.append(
                overview.installations == 1
                    ? "It was seen on one day only." : "\(who) \(verb) seen on one day only.")
        }
        return Answer(
            id: "installations", title: "Installations", sentences: sentences, chart: nil,
            table: FigureTable(
                caption: "Installations on \(Words.date(overview.day))", columns: ["What", "Installations"],
                rows: [
                    FigureTable.Row(name: "Seen", figures: [.count(overview.installations)]),
                    FigureTable.Row(name: "One day only", figures: [.count(overview.quarantined)]),
                ]))
    }

    private var features: Answer {
        FeatureAdoptionAnswer(
            sheet, adoptions: overview.features.map { FeatureAdoption($0, installations: overview.installations) }
        ).answer
    }

    private func shares(_ id: String, _ title: String, _ noun: String, _ counts: [ValueCount]) -> Answer {
        SharesAnswer(id: id, title: title, noun: noun, counts: counts).answer(sheet)
    }
}
