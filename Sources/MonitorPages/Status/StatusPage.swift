// SPDX-License-Identifier: MIT

/// How the site and the program are: for people at `/`, for programs at `/status.json`.
struct StatusPage: ServedPage {
    let status: @Sendable () -> SiteStatus

    func answer(at path: String, _ query: PageQuery, _ template: PageTemplate) -> PageAnswer? {
        switch path {
        case "/":
            PageAnswer(
                PageAnswer.html,
                template.render(StatusView(status(), refresh: Self.refresh(query.value("refresh")))))
        case "/status.json": PageAnswer("application/json", JSONText.text(status().value))
        default: nil
        }
    }

    /// Every so many seconds; `nil` if nobody asked for it, or for something else.
    private static func refresh(_ text: String?) -> Int? {
        text.flatMap { Int($0) }.flatMap { (5...3600).contains($0) ? $0 : nil }
    }
}
