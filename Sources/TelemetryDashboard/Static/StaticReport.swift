// SPDX-License-Identifier: MIT

internal import TelemetryInsights
package import TelemetryStore

/// The public pages as files that any web server can serve, all in one folder: `index.html`, `erase.html`, `style.css`, and CSV
/// and JSON of each answer.
package struct StaticReport: Sendable {
    package struct File: Sendable, Equatable {
        /// Without a folder: letters, digits, points and hyphens.
        package let name: String
        package let text: String
    }

    package let files: [File]

    /// - Parameter notice: a line on every page, `Simulated fleet` for example.
    package init(reader: any RollupReader, service: ServiceTitle, notice: String? = nil) async throws {
        let renderer = try PageRenderer(notice: notice)
        let content = try await PublicReading(service: service, from: reader).content
        let page = { (content: PageContent, page: DashboardPage) in
            renderer.page(content, at: page, service: service, links: .folder, isPublic: true)
        }
        var files = [
            File(name: "index.html", text: page(content, .publicSummary)),
            File(name: "erase.html", text: page(ErasePage.content(service), .erasing)),
            File(name: "style.css", text: Stylesheet.text),
        ]
        for answer in content.answers where !answer.table.rows.isEmpty {
            for format in DataFormat.allCases {
                let text = format.text(
                    of: answer, filters: [(name: "service", value: service.name)], notice: notice)
                files.append(File(name: "\(answer.id).\(format.rawValue)", text: text))
            }
        }
        self.files = files
    }

    /// Hands every file over, the pages last, so that none is there before what it needs.
    package func write(_ write: (File) throws -> Void) rethrows {
        for file in files.filter({ !$0.name.hasSuffix(".html") }) + files.filter({ $0.name.hasSuffix(".html") }) {
            try write(file)
        }
    }
}
