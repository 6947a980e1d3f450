// SPDX-License-Identifier: MIT

import TelemetryInsights

@testable import TelemetryDashboard

/// Pages rendered without a server.
enum SamplePage {
    static func html(
        _ answers: [Answer], at page: DashboardPage = .topic(.features),
        filters: PageFilters = PageFilters(service: "butler-sos"),
        notice: String? = nil, lead: String = "80 installations reported in week 2026-W47."
    ) throws -> String {
        let content = PageContent(title: "Features", lead: lead, answers: answers, notes: .makers)
        let form = FilterFormView(
            filters, page: page, services: [.sample], versions: ["14.2", "14.1"],
            reset: PageLinks(from: page, query: "").page(page), today: SampleFleet.today)
        let links = PageLinks(from: page, query: filters.query(usualService: "butler-sos"))
        return try PageRenderer(notice: notice).page(
            content, at: page, service: .sample, links: links, isPublic: false, form: form)
    }
}
