// SPDX-License-Identifier: MIT

internal import TelemetryInsights
internal import TelemetryStore
internal import TelemetryWire

/// Makes pages and the data behind them of what a store says.
struct PageMaker: Sendable {
    let reader: any DashboardReader
    /// With at least one entry, the usual one first.
    let services: [ServiceTitle]
    let renderer: PageRenderer
    let collector: @Sendable () -> DataHealth.Collector?

    /// The filters as the end of an address, in their one spelling.
    func query(_ filters: PageFilters) -> String { filters.query(usualService: services.first?.name ?? "") }

    /// Throws `FilterProblems`, `PageProblem`, or what the reader throws.
    func document(
        _ page: DashboardPage, file: String?, _ filters: PageFilters, today: UTCDay
    ) async throws -> PageDocument {
        let service = services.first { $0.name == filters.service } ?? ServiceTitle(name: filters.service)
        switch page {
        case .topic(let topic):
            return try await document(topic, file: file, filters, service, today: today)
        case .publicSummary:
            let reading = try await PublicReading(service: service, from: reader)
            let names = [(name: "service", value: service.name)]
            return try document(reading.content, page, file: file, service, filters, names: names)
        case .erasing:
            return try document(ErasePage.content(service), page, file: file, service, filters, names: [])
        }
    }

    /// A page that says why there is no other.
    func page(of problem: PageProblem, at page: DashboardPage) -> String {
        let service = services.first ?? ServiceTitle(name: "")
        return renderer.page(
            problem.content, at: nil, service: service, links: PageLinks(from: page, query: ""), isPublic: page.isPublic
        )
    }

    private func document(
        _ topic: Topic, file: String?, _ filters: PageFilters, _ service: ServiceTitle, today: UTCDay
    ) async throws -> PageDocument {
        let page = DashboardPage.topic(topic)
        if case .feature(let name) = topic {
            let known = FieldRegistry.service(named: service.name)?.features ?? []
            guard known.contains(where: { $0.name == name }) else {
                throw PageProblem.unknownFeature(
                    name, features: known, links: PageLinks(from: page, query: query(filters)))
            }
        }
        let reading = try await TopicReading(
            topic, filters, from: reader, today: today, collector: topic == .health ? collector() : nil)
        // Figures for programs are there from the first day on, if only with their titles.
        let isPage = file == nil
        let unseen = isPage ? [] : Self.unseen(topic, service, today: today)
        let content = PageContent(
            title: reading.sheet.title, lead: reading.sheet.lead,
            answers: reading.isEmpty && isPage ? [] : reading.sheet.answers + unseen,
            sections: reading.isEmpty ? [.firstReport(service)] : [], notes: .makers)
        let form =
            reading.isEmpty
            ? nil
            : FilterFormView(
                filters, page: page, services: services, versions: reading.versions,
                reset: PageLinks(from: page, query: "").page(page), today: today)
        return try document(content, page, file: file, service, filters, names: Self.names(filters), form: form)
    }

    /// The answers about a week in which nobody was seen.
    private static func unseen(_ topic: Topic, _ service: ServiceTitle, today: UTCDay) -> [Answer] {
        let week = ISOWeek(today)
        let history = FleetHistory(service: service.name, weeks: week...week, counts: [])
        return AnswerSheet(topic, AnswerContext(history: history, today: today)).answers
    }

    /// - Parameter form: `nil` for a page without filters.
    private func document(
        _ content: PageContent, _ page: DashboardPage, file: String?, _ service: ServiceTitle, _ filters: PageFilters,
        names: [(name: String, value: String)], form: FilterFormView? = nil
    ) throws -> PageDocument {
        let audience: PageDocument.Audience = page.isPublic ? .everybody : .makers
        let links = PageLinks(from: page, query: query(filters))
        guard let file else {
            let text = renderer.page(
                content, at: page, service: service, links: links, isPublic: page.isPublic, form: form)
            return PageDocument(text, audience: audience)
        }
        guard let data = DataFile(file), let answer = content.answers.first(where: { $0.id == data.answer }) else {
            throw PageProblem.unknownFile(file, page: page, links: links)
        }
        return PageDocument(
            data.format.text(of: answer, filters: names, notice: renderer.notice), mediaType: data.format.mediaType,
            audience: audience)
    }

    private static func names(_ filters: PageFilters) -> [(name: String, value: String)] {
        [
            ("service", filters.service), ("version", filters.minorVersion ?? ""), ("weeks", "\(filters.weeks)"),
            ("silent", filters.silentText), ("end", filters.endOfSupport?.description ?? ""),
        ].filter { !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) }
    }
}
