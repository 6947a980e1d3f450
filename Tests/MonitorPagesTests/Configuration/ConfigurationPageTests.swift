// SPDX-License-Identifier: MIT

import ConfigurationFile
import Foundation
import Testing

@testable import MonitorPages

@Suite(.timeLimit(.minutes(3))) struct ConfigurationPageTests {
    @Test func `is the page that somebody looked at`() async throws {
        try await RunningPage.with { page in
            let answer = try await page.ask()
            #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
            try GoldenFile("configuration.html").expect(answer.text)
            try GoldenFile("configuration-search.html").expect(try await page.ask("/?q=Influx+token").text)
            try GoldenFile("config.yaml").expect(try await page.ask("/config.yaml").text)
            try GoldenFile("config.json").expect(try await page.ask("/config.json").text)
        }
    }

    @Test func `is searched in keys, shown values and explanations`() async throws {
        try await RunningPage.with { page in
            func found(_ query: String, _ words: String) async throws {
                let text = try await page.ask("/?q=\(query)").text
                let line = text.split(separator: "\n").first { $0.contains("role=\"status\"") } ?? ""
                #expect(line.contains(words), "\(query)")
            }
            try await found("INFLUX", "5 of 11")
            try await found("port", "1 of 11 settings has")
            try await found("8086", "1 of 11")
            try await found("what+called", "1 of 11")
            try await found("%20%20", ">11 settings.<")
            try await found("", ">11 settings.<")
            // What is hidden is not found either.
            try await found("influx.example", "None of 11")
            try await found("inf***", "1 of 11")
            try await found("%3Cscript%3E", "None of 11")
            let html = try await page.ask("/?q=%22%3E%3Cscript%3E").text
            #expect(html.contains("value=\"&quot;&gt;&lt;script&gt;\"") && !html.contains("<script"))
        }
    }

    @Test func `files are to be kept`() async throws {
        try await RunningPage.with { page in
            let yaml = try await page.ask("/config.yaml")
            #expect(yaml.headers["content-disposition"] == "attachment; filename=\"config.yaml\"")
            #expect(yaml.headers["content-type"] == "text/yaml; charset=utf-8")
            let json = try await page.ask("/config.json")
            #expect(json.headers["content-disposition"] == "attachment; filename=\"config.json\"")
            #expect(json.headers["content-type"] == "application/json")
            #expect(try JSONSerialization.jsonObject(with: Data(json.text.utf8)) is [String: Any])
        }
    }

    @Test func `what is not shown is in no answer`() async throws {
        try await RunningPage.with { page in
            for path in ["/", "/?q=host", "/config.yaml", "/config.json"] {
                let text = try await page.ask(path).text
                #expect(!text.contains("influx.example.com") && !text.contains("sense1.example.com"))
            }
        }
        let open = Sample.configuration(Sample.settings, hidesAddresses: false)
        try await RunningPage.with(configuration: open) { page in
            try await page.expect(text: "influx.example.com")
            try await page.expect(text: "1 of 11", at: "/?q=influx.example")
        }
    }

    @Test(arguments: ["/index.html", "/config", "/config.yaml/", "//", "/..", "/status.json", "/a/b/c", "/%00"])
    func `there is nothing else`(path: String) async throws {
        try await RunningPage.with { page in try await page.expect(404, path) }
    }

    private static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP", "\u{202E}gnp.exe", "a\u{0}b\u{7}",
        "<\u{301}script>", "&amp;", "{{title}} {{{title}}}", "line\nbreak\u{2028}", "a\u{FEFF}b", "- # : , ] }",
        String(repeating: "x", count: 100_000), String(repeating: "<", count: 3000),
    ]

    @Test(arguments: hostile.indices)
    func `values from anywhere are text`(index: Int) async throws {
        let text = Self.hostile[index]
        let pairs = "{\(YAMLScalar.spelled(text)): \(YAMLScalar.spelled(text))}"
        let settings = [
            Sample.setting("a", YAMLScalar.spelled(text), meaning: text), Sample.setting("b.\(index)", pairs),
            Sample.setting("c", YAMLScalar.list([text, text])),
        ]
        let configuration = Sample.configuration(settings)
        try await RunningPage.with(configuration: configuration) { page in
            let html = try await page.ask().text
            #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("onerror=alert(1)>"))
            #expect(!html.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{0}" || $0 == "\u{2028}" })
            #expect(html.utf8.count < 250_000)
            // In the files the text is what it was.
            let json = try await page.ask("/config.json").text
            let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [String: Any]]
            #expect(object?[Sample.root]?["a"] as? String == text)
            #expect((object?[Sample.root]?["c"] as? [String])?.last == text)
        }
    }

    @Test func `many settings make no endless page`() async throws {
        var settings: [ConfigurationSetting] = []
        for number in 0..<10_000 {
            settings.append(Sample.setting("serversToMonitor.servers[\(number)].host", "sense\(number):4747"))
        }
        settings.append(Sample.setting("list", YAMLScalar.list((0..<10_000).map { "entry\($0)" })))
        try await RunningPage.with(configuration: Sample.configuration(settings)) { page in
            let html = try await page.ask().text
            #expect(html.contains("Only the first 2000 of 10001 settings are here."))
            #expect(html.utf8.count < 2 << 20)
            let list = try await page.ask("/?q=entry").text
            #expect(list.contains("… and 9980 more"))
            try await page.expect(text: "- entry9999", at: "/config.yaml")
        }
    }
}
