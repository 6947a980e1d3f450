// SPDX-License-Identifier: MIT

/// The answers about one topic, with a sentence about what they rest on.
package struct AnswerSheet: Sendable, Equatable {
    package let topic: Topic
    package let title: String
    /// One sentence or two: n, the weeks, what is counted. It holds for every answer that does not say otherwise.
    package let lead: String
    /// Each with an identifier of its own. Never empty.
    package let answers: [Answer]

    package init(_ topic: Topic, _ context: AnswerContext) {
        let sheet = SheetContext(context)
        self.init(topic, title: sheet.title(of: topic), lead: sheet.lead, answers: Self.answers(topic, sheet))
    }

    init(_ topic: Topic, title: String, lead: String, answers: [Answer]) {
        self.topic = topic
        self.title = title
        self.lead = lead
        self.answers = answers
    }

    private static func answers(_ topic: Topic, _ sheet: SheetContext) -> [Answer] {
        switch topic {
        case .overview: OverviewAnswers(sheet).all
        case .features: FeatureListAnswers(sheet).all
        case .feature(let name): FeatureAnswers(sheet, feature: name).all
        case .platforms: PlatformAnswers(sheet).all
        case .versions: VersionAnswers(sheet).all
        case .schedule: ScheduleAnswers(sheet).all
        case .cohorts: CohortAnswers(sheet).all
        case .health: HealthAnswers(sheet).all
        }
    }
}
