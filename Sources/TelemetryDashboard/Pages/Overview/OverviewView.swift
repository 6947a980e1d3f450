// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// What the template of the overview page gets: the model in words.
struct OverviewView {
    let pageTitle: DisplayText
    let serviceTitle: DisplayText
    let firstReportCommand: DisplayText
    let headline: Headline?
    let featureCard: Card?
    let shareCards: [Card]
    let from: DayText
    let to: DayText

    /// What leads the page if there are installations.
    struct Headline {
        let installations: DisplayText
        let noun: DisplayText
        let firstSeen: DayText?
        /// How many of them are in quarantine; `nil` if none is.
        let quarantined: DisplayText?
    }

    /// A chart with its title, what its percentages are of, and its table.
    struct Card {
        let cardID: DisplayText
        let cardTitle: DisplayText
        let basis: DisplayText
        let chart: BarChartView?
        let table: DataTableView
    }

    init(_ model: OverviewModel) {
        pageTitle = "\(model.service.title) telemetry"
        serviceTitle = DisplayText(model.service.title)
        firstReportCommand = DisplayText(model.service.firstReportCommand)
        from = DayText(model.days.lowerBound)
        to = DayText(model.days.upperBound)
        guard model.installations > 0 else {
            headline = nil
            featureCard = nil
            shareCards = []
            return
        }
        headline = Headline(
            installations: DisplayText(NumberText.count(model.installations)),
            noun: model.installations == 1 ? "active installation" : "active installations",
            firstSeen: model.firstSeen.map { DayText($0) },
            quarantined: model.quarantined > 0 ? DisplayText(NumberText.count(model.quarantined)) : nil)
        featureCard = Card(features: model.features, installations: model.installations)
        shareCards = [
            Card(id: "systems", title: "Operating systems", column: "Operating system", shares: model.operatingSystems),
            Card(id: "versions", title: "Versions", column: "Version", shares: model.serviceVersions),
            Card(id: "architectures", title: "Architectures", column: "Architecture", shares: model.architectures),
            Card(id: "runtimes", title: "Runtimes", column: "Runtime", shares: model.runtimes),
        ]
    }
}
