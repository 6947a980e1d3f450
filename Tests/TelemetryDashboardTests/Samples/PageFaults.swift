// SPDX-License-Identifier: MIT

/// What keeps a page from being read by everybody, as far as the markup alone tells.
struct PageFaults {
    private let html: String
    private let markup: Markup

    init(_ html: String) {
        self.html = html
        markup = Markup(html)
    }

    /// Empty if there are none.
    var all: [String] { structure + identifiers + drawings + fields + forbidden + markup.mistakes }

    private var structure: [String] {
        var faults: [String] = []
        if !html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") { faults.append("no document type or language") }
        for part in [
            "<h1>", "<main id=\"content\"", "<header", "<footer", "<nav ", "<a class=\"skip\" href=\"#content\">",
        ]
        where html.ranges(of: part).count != 1 {
            faults.append("\(html.ranges(of: part).count) of \(part)")
        }
        let levels = markup.tags.compactMap { $0.firstMatch(of: /^<h([1-6])/).flatMap { Int($0.1) } }
        for (level, next) in zip(levels, levels.dropFirst()) where next > level + 1 {
            faults.append("a heading of level \(next) follows one of level \(level)")
        }
        if levels.first != 1 { faults.append("the first heading is not the title") }
        if html.ranges(of: "aria-current=\"").count > 1 { faults.append("more than one current page") }
        return faults
    }

    private var identifiers: [String] {
        let all = markup.values(of: "id")
        let twice = Set(all.filter { id in all.count { $0 == id } > 1 })
        let references = (markup.values(of: "aria-labelledby") + markup.values(of: "for"))
            .flatMap { $0.split(separator: " ").map(String.init) }
        return twice.sorted().map { "\($0) is there more than once" }
            + references.filter { !all.contains($0) }.map { "\($0) is referred to and not there" }
    }

    /// Each drawing is hidden or has a name and a description; each card with a chart has a table with caption and scopes.
    private var drawings: [String] {
        let drawings = html.matches(of: /(<svg[^>]*>)(.*?)<\/svg>/.dotMatchesNewlines())
        let silent = drawings.filter {
            !$0.1.contains("aria-hidden=\"true\"") && !($0.2.contains("<title ") && $0.2.contains("<desc "))
        }
        let cards = html.matches(of: /<section class="card".*?<\/section>/.dotMatchesNewlines()).map { String($0.0) }
        let bare = cards.filter {
            ($0.contains("role=\"img\"") || $0.contains("class=\"matrix")) && !$0.contains("<details class=\"data\"")
        }
        let tables = html.matches(of: /<table.*?<\/table>/.dotMatchesNewlines()).map { String($0.0) }
        let poor = tables.filter {
            !$0.contains("<caption") || !$0.contains("scope=\"col\"") || !$0.contains("scope=\"row\"")
        }
        return silent.map { "a drawing without words: \($0.1)" }
            + bare.map { "a chart without table: \($0.prefix(80))" }
            + poor.map { "a table without caption or scope: \($0.prefix(80))" }
    }

    private var fields: [String] {
        let labels = markup.values(of: "for")
        return markup.tags.filter { $0.hasPrefix("<input") || $0.hasPrefix("<select") }.compactMap { tag in
            if tag.contains("type=\"hidden\"") { return nil }
            let id = tag.firstMatch(of: /\sid="([^"]*)"/).map { String($0.1) } ?? ""
            return labels.contains(id) ? nil : "a field without label: \(tag)"
        }
    }

    private var forbidden: [String] {
        let parts = ["<script", "<style", "javascript:", "{{", "}}"].filter { html.contains($0) }
        let inline = markup.tags.filter { $0.contains(/\s(style|on[a-z]+)=/) }
        return parts.map { "there is \($0)" } + inline.map { "inline style or script: \($0)" }
    }
}
