// SPDX-License-Identifier: MIT

/// The addresses on a page, all relative to it, so that the pages may lie anywhere.
struct PageLinks: Sendable, Hashable {
    /// Whether the pages are served, or lie as files in one folder.
    enum Place: Sendable, Hashable {
        case server
        case folder
    }

    let place: Place
    /// The way from the page up to the root: empty, or `../`.
    private let up: String
    /// The filters, which every link keeps: empty, or beginning with a question mark.
    let query: String

    init(from page: DashboardPage, query: String) {
        place = .server
        up = String(repeating: "../", count: page.path.count { $0 == "/" })
        self.query = query
    }

    private init(place: Place) {
        self.place = place
        up = ""
        query = ""
    }

    static let folder = PageLinks(place: .folder)

    var stylesheet: String { "\(up)style.css" }

    func page(_ page: DashboardPage) -> String {
        switch place {
        case .server:
            // The root seen from beside it has no name of its own.
            let path = "\(up)\(page.path)"
            return "\(path.isEmpty ? "./" : path)\(page == .erasing ? "" : page == .publicSummary ? "" : query)"
        case .folder: return page == .erasing ? "erase.html" : "index.html"
        }
    }

    /// A path below the root, as answers name them.
    func path(_ path: String) -> String? { place == .server ? "\(up)\(path)\(query)" : nil }

    func data(of answer: String, on page: DashboardPage, _ format: DataFormat) -> String {
        switch place {
        case .server: "\(up)\(page.dataPath)/\(answer).\(format.rawValue)\(query)"
        case .folder: "\(answer).\(format.rawValue)"
        }
    }
}
