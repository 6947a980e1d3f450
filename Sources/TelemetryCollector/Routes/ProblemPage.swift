// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import TelemetryWire

/// A problem for somebody with a browser: what is wrong, and where to go on.
///
/// Promises: shows nothing of the request, loads nothing and runs nothing.
struct ProblemPage {
    let html: String

    /// - Parameter path: of the request. Links are relative to it, so that the collector may lie anywhere behind a proxy.
    init(_ problem: Problem, path: String) {
        let up = String(repeating: "../", count: max(path.prefix { $0 != "?" }.count { $0 == "/" } - 1, 0))
        let goal: (path: String, name: String)? =
            switch problem {
            case .notFound, .methodNotAllowed, .unavailable: (up.isEmpty ? "./" : up, "To the first page")
            case .credentialsMissing: (up + "public", "What everybody may see")
            default: nil
            }
        let link = goal.map { "<p><a href=\"\($0.path)\">\($0.name)</a></p>\n" } ?? ""
        let wait = problem.retryAfter.map { "<p>Try again in \(Self.time($0)).</p>\n" } ?? ""
        html = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>\(Self.heading(problem))</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <link rel="icon" href="data:,">
            <style>\(Self.style)</style>
            </head>
            <body>
            <main>
            <h1>\(Self.heading(problem))</h1>
            <p>\(Self.escaped(problem.title))</p>
            \(wait)\(link)<p class="status">Status \(problem.status), \(problem.slug)</p>
            </main>
            </body>
            </html>

            """
    }

    static let mediaType = "text/html; charset=utf-8"

    /// The header fields of the page, beside those of every answer.
    static var fields: HTTPFields {
        var fields = HTTPFields()
        fields[.contentSecurityPolicy] = policy
        if let referrerPolicy = HTTPField.Name("Referrer-Policy") { fields[referrerPolicy] = "no-referrer" }
        return fields
    }

    private static let policy = """
        default-src 'none'; style-src 'sha256-\(Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString())'; \
        img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """

    private static let style = """

        :root { color-scheme: light dark; --paper: #f5f6f7; --card: #fff; --ink: #1b1f24; --soft: #565f69; --line: #dfe3e7; \
        --link: #21618a; }
        @media (prefers-color-scheme: dark) { :root { --paper: #111417; --card: #191d21; --ink: #e6e9ec; --soft: #a0a9b2; \
        --line: #2b3137; --link: #86bfe4; } }
        body { margin: 0; padding: clamp(1rem, 6vw, 5rem); background: var(--paper); color: var(--ink); \
        font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Cantarell, sans-serif; }
        main { max-width: 40rem; margin: auto; padding: clamp(1.1rem, 4vw, 2.5rem); background: var(--card); \
        border: 1px solid var(--line); border-radius: 0.9rem; overflow-wrap: anywhere; }
        h1 { margin: 0 0 1rem; font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); line-height: 1.15; letter-spacing: -0.02em; }
        p { margin: 0 0 0.8rem; }
        a { color: var(--link); text-underline-offset: 0.15em; }
        .status { margin: 1.5rem 0 0; color: var(--soft); font-size: 0.875rem; }

        """

    private static func heading(_ problem: Problem) -> String {
        switch problem.status {
        case 401: "For the operator only"
        case 404: "There is nothing here"
        case 429, 503: "Not at the moment"
        default: "That did not work"
        }
    }

    private static func time(_ seconds: Int) -> String {
        seconds < 120 ? "\(seconds) seconds" : "\((seconds + 59) / 60) minutes"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

extension HTTPFields {
    /// Whether whoever asks names HTML among what they like to get, and nothing of what programs read before it.
    var prefersHTML: Bool {
        var html = 0.0
        var json = 0.0
        for range in (self[.accept] ?? "").lowercased().split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { !" \t".contains($0) } }
            guard let type = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            switch type {
            case "text/html", "application/xhtml+xml": html = Swift.max(html, weight)
            case "application/json", "application/problem+json": json = Swift.max(json, weight)
            default: break
            }
        }
        return html > 0 && html >= json
    }
}
