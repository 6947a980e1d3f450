// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// What the template of all pages gets: the content in words, with what stands around it.
struct PageView {
    let documentTitle: DisplayText
    let stylesheet: DisplayText
    let siteTitle: DisplayText
    let notice: DisplayText?
    let entries: [Entry]
    let title: DisplayText
    let lead: DisplayText
    let filterForm: FilterFormView?
    let answers: [AnswerView]
    let sections: [SectionView]
    let hasNotes: Bool
    let notes: [Note]

    /// A link of the navigation.
    struct Entry {
        let entryName: DisplayText
        let entryAddress: DisplayText
        /// `page` for this page, `true` for the one that it belongs to.
        let current: DisplayText?
    }

    struct Note {
        let term: DisplayText
        let meaning: DisplayText
    }

    init(_ content: PageContent, frame: PageFrame, form: FilterFormView?) {
        let links = frame.links
        documentTitle = "\(content.title) · \(frame.siteTitle)"
        stylesheet = DisplayText(links.stylesheet)
        siteTitle = DisplayText(frame.siteTitle)
        notice = frame.notice.map { DisplayText($0) }
        var entries = frame.entries.map { entry in
            let isCurrent = frame.page.map { $0.entry == entry } ?? false
            return Entry(
                entryName: DisplayText(entry.name), entryAddress: DisplayText(links.page(entry)),
                current: isCurrent ? (frame.page == entry ? "page" : "true") : nil)
        }
        if frame.entries == DashboardPage.everybody, links.place == .server {
            let address = DisplayText(links.page(.topic(.overview)))
            entries.append(Entry(entryName: "Pages of the makers", entryAddress: address, current: nil))
        }
        self.entries = entries
        title = DisplayText(content.title)
        lead = DisplayText(content.lead)
        filterForm = form
        answers = content.answers.map { AnswerView($0, frame: frame) }
        sections = content.sections.enumerated().map { SectionView($1, number: $0 + 1) }
        notes = content.notes.map { Note(term: DisplayText($0.term), meaning: DisplayText($0.text)) }
        hasNotes = !notes.isEmpty
    }
}

/// What stands around the content of a page.
struct PageFrame {
    /// `nil` for a page that tells what is wrong.
    let page: DashboardPage?
    let links: PageLinks
    /// `Butler SOS telemetry`
    let siteTitle: String
    let notice: String?
    /// What the navigation offers.
    let entries: [DashboardPage]
}
