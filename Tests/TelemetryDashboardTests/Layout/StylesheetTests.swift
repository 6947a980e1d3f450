// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryStore
import Testing

struct StylesheetTests {
    @Test func `every block is closed`() {
        #expect(Stylesheet.text.count { $0 == "{" } == Stylesheet.text.count { $0 == "}" })
    }

    @Test func `nothing is loaded from elsewhere`() {
        #expect(!Stylesheet.text.contains("url("))
        #expect(!Stylesheet.text.contains("@import"))
    }

    @Test func `every color that is used is set for light, dark and paper`() {
        let used = Set(Stylesheet.text.matches(of: /var\((--[a-z]+)\)/).map { String($0.1) })
        for name in used {
            #expect(Stylesheet.text.matches(of: /(--[a-z]+):\s/).count { $0.1 == name } >= (name == "--focus" ? 2 : 3))
        }
        #expect(used.count > 8)
    }

    @Test func `the classes of the pages and of the style sheet are the same`() throws {
        let page = try OverviewPage()
        let html = [FleetOverview.sample(), .empty()].map {
            page.render(OverviewModel($0, service: .sample, features: .sample))
        }
        let classes = Markup(html.joined()).values(of: "class")
        let inPages = classes.flatMap { (value: String) in value.split(separator: " ") }
        let inSheet = Stylesheet.text.matches(of: /\.([a-z][a-z-]*)/).map(\.1)
        #expect(Set(inPages) == Set(inSheet))
    }
}
