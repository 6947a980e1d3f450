// SPDX-License-Identifier: MIT

import TelemetryInsights
import Testing

@testable import TelemetryDashboard

struct StylesheetTests {
    @Test func `every block is closed`() {
        #expect(Stylesheet.text.count { $0 == "{" } == Stylesheet.text.count { $0 == "}" })
    }

    @Test func `nothing is loaded from elsewhere`() {
        #expect(!Stylesheet.text.contains("url("))
        #expect(!Stylesheet.text.contains("@import"))
    }

    @Test func `paper has what the screen shows only when asked for`() throws {
        let hidden = try #require(Stylesheet.print.firstMatch(of: /\n *([^\n]*) { display: none; }/)).1
        for name in [".behind", ".data", ".rest", ".scroll"] {
            #expect(!hidden.split(separator: ", ").contains { $0 == name })
        }
        #expect(Stylesheet.print.contains("details::details-content { display: block; content-visibility: visible; }"))
        #expect(Stylesheet.print.contains(".scroll, .data .scroll { max-height: none; overflow: visible; }"))
    }

    @Test func `every color that is used is set for light and for dark`() throws {
        let used = Set(Stylesheet.text.matches(of: /var\((--[a-z0-9]+)\)/).map { String($0.1) })
        let (light, dark) = try (Palette.light, Palette.dark)
        #expect(used.subtracting(light.names) == [] && used.subtracting(dark.names) == [])
        #expect(used.count > 20)
    }

    @Test func `words stand out from what they stand on`() throws {
        for palette in try [Palette.light, .dark] {
            for (words, ground) in [
                ("ink", "paper"), ("ink", "card"), ("soft", "paper"), ("soft", "card"), ("link", "paper"),
                ("link", "card"),
                ("ink", "track"), ("ink", "notice"), ("card", "ink"),
            ] + (0...5).map({ ("ink", "h\($0)") }) {
                #expect(try palette.contrast(words, ground) >= 4.5, "\(words) on \(ground)")
            }
        }
    }

    @Test func `lines, areas and edges of fields stand out from the card`() throws {
        for palette in try [Palette.light, .dark] {
            for mark in ["fill", "whisker", "edge", "focus"] + (1...9).map({ "s\($0)" }) {
                #expect(try palette.contrast(mark, "card") >= 3, "\(mark)")
            }
        }
    }

    @Test func `the classes of the pages and of the style sheet are the same`() async throws {
        let problem = PageProblem(FilterProblems([]), address: "x")
        let links = PageLinks(from: .erasing, query: "")
        let renderer = try PageRenderer(notice: "x")
        let pages = try [
            SamplePage.html(Answer.samples + [.wordy, .wideMatrix], at: .topic(.schedule), notice: "x"),
            renderer.page(problem.content, at: nil, service: .sample, links: links, isPublic: true),
            renderer.page(ErasePage.content(.sample), at: .erasing, service: .sample, links: links, isPublic: true),
        ]
        let classes = Markup(pages.joined()).values(of: "class")
        let inPages = Set(classes.flatMap { (value: String) in value.split(separator: " ").map(String.init) })
        let inSheet = Set(Stylesheet.text.matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.1) })
        let colors = Set((1...9).map { "s\($0)" } + (0...5).map { "h\($0)" })
        // Every card, field and page list has its name, whether or not this sheet needs it.
        #expect(inPages.subtracting(inSheet) == [])
        #expect(inSheet.subtracting(inPages).subtracting(colors) == [])
    }
}

/// The colors of one scheme.
private struct Palette {
    private let colors: [String: [Double]]
    let names: Set<String>

    static var light: Palette {
        get throws { Palette(try #require(Stylesheet.palette.split(separator: "@media").first)) }
    }
    static var dark: Palette { get throws { Palette(Stylesheet.palette.split(separator: "@media")[1]) } }

    private init(_ css: Substring) {
        names = Set(css.matches(of: /(--[a-z0-9]+):/).map { String($0.1) })
        let pairs = css.matches(of: /--([a-z0-9]+): #([0-9a-f]{6});/).map { match in
            let number = Int(match.2, radix: 16) ?? 0
            return (String(match.1), [number >> 16, number >> 8 & 255, number & 255].map { Double($0) / 255 })
        }
        colors = Dictionary(pairs) { first, _ in first }
    }

    /// As WCAG 2 defines it, from 1 to 21.
    func contrast(_ first: String, _ second: String) throws -> Double {
        let pair = try [luminance(first), luminance(second)].sorted()
        return (pair[1] + 0.05) / (pair[0] + 0.05)
    }

    private func luminance(_ name: String) throws -> Double {
        let parts = try #require(colors[name]).map { $0 <= 0.04045 ? $0 / 12.92 : power(($0 + 0.055) / 1.055) }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    /// To the power of 2.4: the square, times the fifth root of the square.
    private func power(_ base: Double) -> Double {
        var root = base
        // Newton's method for root⁵ = base².
        for _ in 0..<40 { root -= (root * root * root * root * root - base * base) / (5 * root * root * root * root) }
        return base * base * root
    }
}
