// SPDX-License-Identifier: MIT

internal import HTTPTypes
internal import TelemetryInsights
internal import TelemetryWire

/// Why a page is not shown, and what the reader can do.
struct PageProblem: Error, Sendable, Equatable {
    let status: HTTPResponse.Status
    /// The last part of the problem's type, of which the collector's other problems have the same kind.
    let slug: String
    let title: String
    let lead: String
    var sections: [ProseSection] = []
    /// After how many seconds asking again makes sense.
    var retryAfter: Int?

    var content: PageContent { PageContent(title: title, lead: lead, sections: sections) }

    /// For programs, as RFC 9457 has it.
    var json: String {
        let members: [JSONValue.Member] = [
            .init("type", .string("urn:butler-telemetry:\(slug)")), .init("title", .string(title)),
            .init("status", .number("\(status.code)")),
            .init("detail", .string(([lead] + sections.compactMap(Self.sentence)).joined(separator: " "))),
        ]
        return String(decoding: JSONWriter.encode(.object(members)), as: UTF8.self) + "\n"
    }

    /// `weeks: Found: 900; Possible: a whole number.`; `nil` for a section without words.
    private static func sentence(_ section: ProseSection) -> String? {
        let paragraphs = section.blocks.compactMap { block in
            if case .paragraph(let text) = block { text.replacing("`", with: "") } else { nil }
        }
        guard !paragraphs.isEmpty else { return nil }
        let text = "\(section.heading): \(paragraphs.joined(separator: "; "))"
        return text.hasSuffix(".") ? text : text + "."
    }
}

extension PageProblem {
    /// How much of what was found is shown.
    private static let foundLimit = 80
    /// How many problems are named.
    private static let problemLimit = 10

    /// - Parameters:
    ///   - address: of the page without filters.
    ///   - rest: the filters that can be followed, as the end of an address.
    init(_ problems: FilterProblems, address: String, rest: String = "") {
        let sections = problems.problems.prefix(Self.problemLimit).map { problem in
            ProseSection(
                String(problem.parameter.prefix(Self.foundLimit)),
                [
                    .paragraph("Found: \(Self.quotable(problem.found))"),
                    .paragraph("Possible: \(Self.quotable(problem.expected))."),
                ])
        }
        let names = problems.problems.prefix(Self.problemLimit).map { String($0.parameter.prefix(Self.foundLimit)) }
        let all = ProseSection.Link(text: "Show the page without filters", address: address)
        let others = ProseSection.Link(
            text: "Show the page without \(problems.problems.count == 1 ? "this filter" : "these filters")",
            address: address + rest)
        self.init(
            status: .badRequest, slug: "invalid-filter", title: "This cannot be shown as asked",
            lead: "The address of this page has a filter that cannot be followed: \(Words.list(names)).",
            sections: sections + [
                ProseSection("What to do", [.links(rest.isEmpty ? [all] : [others, all])])
            ])
    }

    static func unknownFeature(_ name: String, features: [TelemetryService.Feature], links: PageLinks) -> PageProblem {
        PageProblem(
            status: .notFound, slug: Problem.notFound.slug, title: "There is no such feature",
            lead: "No feature is called \(name.prefix(foundLimit)).",
            sections: [
                ProseSection(
                    "The features are",
                    [
                        .links(
                            features.map {
                                .init(text: $0.title, address: links.page(.topic(.feature($0.name))))
                            })
                    ])
            ])
    }

    static func unknownFile(_ name: String, page: DashboardPage, links: PageLinks) -> PageProblem {
        PageProblem(
            status: .notFound, slug: Problem.notFound.slug, title: "There are no such figures",
            lead: "The page \(page.name) has no answer with data called \(name.prefix(foundLimit)).",
            sections: [
                ProseSection(
                    "What to do",
                    [.links([.init(text: "Follow the links below the charts of this page", address: links.page(page))])]
                )
            ])
    }

    static func unavailable(retryAfter: Int) -> PageProblem {
        PageProblem(
            status: .serviceUnavailable, slug: Problem.unavailable(retryAfter: retryAfter).slug,
            title: "The figures cannot be read at the moment",
            lead: "The database does not answer. Nothing is lost; load this page again in \(retryAfter) seconds.",
            sections: [
                ProseSection(
                    "For the operator",
                    [
                        .paragraph(
                            "The reason is in the collector's log. `butler-telemetry healthcheck` says when it works again."
                        )
                    ])
            ], retryAfter: retryAfter)
    }

    /// Backticks would begin code.
    private static func quotable(_ text: String) -> String {
        let shown = text.count > foundLimit * 4 ? String(text.prefix(foundLimit * 4)) + "…" : text
        return shown.replacing("`", with: "'")
    }
}
