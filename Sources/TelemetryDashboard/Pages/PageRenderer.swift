// SPDX-License-Identifier: MIT

/// Makes documents of contents.
package struct PageRenderer: Sendable {
    private let template: PageTemplate
    let notice: String?

    /// Compiles the templates; throws only if one of them is malformed.
    ///
    /// - Parameter notice: a line on every page, `Simulated fleet` for example.
    package init(notice: String?) throws {
        template = try PageTemplate()
        self.notice = notice
    }

    func page(
        _ content: PageContent, at page: DashboardPage?, service: ServiceTitle, links: PageLinks,
        isPublic: Bool, form: FilterFormView? = nil
    ) -> String {
        let frame = PageFrame(
            page: page, links: links, siteTitle: "\(service.title) telemetry", notice: notice,
            entries: isPublic ? DashboardPage.everybody : DashboardPage.makers)
        return template.render(PageView(content, frame: frame, form: form))
    }
}
