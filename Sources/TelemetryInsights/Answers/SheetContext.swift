// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// What all answers of a sheet say in the same words: names of features, n, dates, coverage, and that there is too little.
struct SheetContext {
    /// A figure about fewer installations is no answer.
    static let fewest = 5

    let given: AnswerContext
    /// Which days the newest figures are about: `week 2026-W46`.
    let period: String
    private let service: TelemetryService?

    /// - Parameter period: `nil` for the newest week.
    init(_ given: AnswerContext, period: String? = nil) {
        self.given = given
        self.period = period ?? Words.week(given.history.latest)
        service = FieldRegistry.service(named: given.history.service)
    }

    var history: FleetHistory { given.history }
    var week: ISOWeek { history.latest }
    /// Seen in the newest week.
    var seen: Int { history.installations(in: week) }

    /// The makers' question about a feature; `nil` if it is not in the registry.
    func purpose(of feature: String) -> String? {
        service?.features.first { $0.name == feature }?.purpose
    }

    /// What people call a feature.
    func title(of feature: String) -> String {
        service?.features.first { $0.name == feature }?.title ?? feature
    }

    func title(of topic: Topic) -> String {
        if case .feature(let name) = topic { title(of: name) } else { topic.title }
    }

    var lead: String {
        let which = history.minorVersion.map { " of version \($0)" } ?? ""
        let counted = "Only those seen on at least two days are counted."
        guard seen > 0 else {
            return
                "No installation\(which) was seen in \(Words.week(week)), which ended on \(Words.date(week.sunday)). "
                + counted
        }
        let reported = "\(Words.installations(seen))\(which) reported in \(Words.week(week))"
        let silent = history.weeks.drop { history.installations(in: $0) == 0 }
            .count { history.installations(in: $0) == 0 }
        let gaps = silent > 0 ? ", in \(silent) of which none was seen" : ""
        let compared =
            history.weeks.count > 1 ? "; the weeks since \(history.weeks.lowerBound) are compared\(gaps)" : ""
        return "\(reported), which ended on \(Words.date(week.sunday))\(compared). \(counted)"
    }

    /// `n = 612, week 2026-W46`
    func basis(_ n: Int) -> String { "n = \(Words.number(n)), \(period)" }

    /// `; 3 % did not say`, or nothing if everybody did.
    func coverage(_ adoption: FeatureAdoption) -> String {
        guard let coverage = adoption.coverage, adoption.unknown > 0 else { return "" }
        return "; \(Words.roundPercent(1 - coverage)) did not say"
    }

    /// `If 30 % of all installations say nothing, between 12.0 % and 42.0 % of all have it on.`
    func worstCase(_ bounds: ClosedRange<Double>, _ predicate: String, others: String = "") -> String {
        let share = Words.roundPercent(given.silentShare)
        return "If \(share) of all installations say nothing\(others), between \(Words.percent(bounds.lowerBound)) "
            + "and \(Words.percent(bounds.upperBound)) of all \(predicate)."
    }

    /// The same for a feature. Those that did not say may have it on or off, like the silent ones: the bounds allow for both.
    func worstCase(_ adoption: FeatureAdoption, _ predicate: String) -> String? {
        guard let bounds = adoption.worstCase(silent: given.silentShare) else { return nil }
        let others = adoption.unknown > 0 ? ", and those that did not say are counted with them" : ""
        return worstCase(bounds, predicate, others: others)
    }

    var versionOrder: VersionOrder { VersionOrder(service: history.service) }

    /// Why something is not told under a version filter; `nil` without a filter.
    func notToldAlone(_ reason: String) -> String? {
        history.minorVersion.map { Self.notTold(of: $0, because: reason) }
    }

    /// `Not told for one version: of 14.2 alone, every share would be all or nothing. Without the version filter it is.`
    static func notTold(of version: String, because reason: String) -> String {
        "Not told for one version: of \(version) alone, \(reason). Without the version filter it is."
    }

    /// Why there is no answer; `nil` if there are enough installations for one.
    func shortage(_ n: Int) -> String? { n < Self.fewest ? Self.tooFew(n) : nil }

    /// `Not enough data: 3 installations, 5 needed.`
    static func tooFew(_ n: Int) -> String { "Not enough data: \(Words.installations(n)), \(fewest) needed." }

    /// An answer that says why there is none.
    func noAnswer(_ id: String, _ title: String, _ sentences: String..., columns: [String]) -> Answer {
        Answer(
            id: id, title: title, sentences: sentences, chart: nil,
            table: FigureTable(caption: title, columns: columns, rows: []))
    }

    /// The names of all weeks of the history.
    var weekNames: [String] { history.weeks.map(\.description) }
}
