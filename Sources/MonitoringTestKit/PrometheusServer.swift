// SPDX-License-Identifier: MIT

import Foundation

/// A real Prometheus, run by a test on a free port with a folder of its own. It scrapes one place every second.
package final class PrometheusServer: Sendable {
    /// One series of the answer to an instant query.
    package struct Series: Sendable, Equatable {
        package var labels: [String: String]
        package var value: Double
    }

    package let port: Int
    private let process: ChildProcess
    private let directory: TemporaryDirectory

    /// Where Debian installs them.
    private static let executable = "/usr/bin/prometheus"
    private static let checker = "/usr/bin/promtool"

    /// Starts the server and waits until it answers.
    ///
    /// - Parameters:
    ///   - target: `HOST:PORT` of what it scrapes.
    ///   - job: the name of the job that does.
    ///   - rules: files of rules that it evaluates every second.
    package init(scraping target: String, job: String = "test", rules: [String] = []) async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.executable) else {
            throw Missing(program: "prometheus")
        }
        directory = try TemporaryDirectory()
        port = try FreePort.find()
        let configuration = try directory.write(
            """
            global:
              scrape_interval: 1s
              scrape_timeout: 1s
              evaluation_interval: 1s
            rule_files: [\(rules.map { "'\($0)'" }.joined(separator: ", "))]
            scrape_configs:
              - job_name: \(job)
                static_configs:
                  - targets: ["\(target)"]
            """, to: "prometheus.yml")
        process = try ChildProcess(
            Self.executable,
            [
                "--config.file=\(configuration)", "--storage.tsdb.path=\(directory.file("data"))",
                "--web.listen-address=127.0.0.1:\(port)",
            ])
        let url = "http://127.0.0.1:\(port)/-/ready"
        guard try await poll({ try await Web.get(url)?.status == 200 }) else {
            throw NotStarted(log: process.text)
        }
    }

    /// The series that an expression gives now; none if there is no answer.
    package func query(_ expression: String) async throws -> [Series] {
        var parts = URLComponents()
        parts.queryItems = [URLQueryItem(name: "query", value: expression)]
        let query = (parts.percentEncodedQuery ?? "").replacingOccurrences(of: "+", with: "%2B")
        guard let answer = try await Web.get("http://127.0.0.1:\(port)/api/v1/query?\(query)"), answer.status == 200
        else { return [] }
        return try JSONDecoder().decode(Answer.self, from: Data(answer.body)).data.result.map(\.series)
    }

    /// How each rule fared when it was evaluated last, by its name: `ok`, `unknown` before the first time, else the error.
    package func rules() async throws -> [String: String] {
        guard let answer = try await Web.get("http://127.0.0.1:\(port)/api/v1/rules"), answer.status == 200 else {
            return [:]
        }
        let rules = try JSONDecoder().decode(RulesAnswer.self, from: Data(answer.body)).data.groups.flatMap(\.rules)
        return Dictionary(rules.map { ($0.name, $0.lastError ?? $0.health) }) { first, _ in first }
    }

    /// What Prometheus' own checker finds wrong with a page; empty if it finds nothing.
    package static func check(_ page: [UInt8]) async throws -> String {
        guard FileManager.default.isExecutableFile(atPath: checker) else { throw Missing(program: "promtool") }
        let directory = try TemporaryDirectory()
        let file = try directory.write(String(decoding: page, as: UTF8.self), to: "page.txt")
        let process = try ChildProcess("/bin/sh", ["-c", "exec '\(checker)' check metrics <'\(file)'"])
        _ = try await process.waitForExit()
        return process.text
    }

    package struct Missing: Error, CustomStringConvertible {
        package var program: String
        package var description: String { "\(program) is not installed; `make test` installs it" }
    }

    package struct NotStarted: Error, CustomStringConvertible {
        package var log: String
        package var description: String { "prometheus did not start: \(log)" }
    }

    private struct RulesAnswer: Decodable {
        var data: Content

        struct Content: Decodable { var groups: [Group] }

        struct Group: Decodable { var rules: [Rule] }

        struct Rule: Decodable {
            var name: String
            var health: String
            var lastError: String?
        }
    }

    private struct Answer: Decodable {
        var data: Content

        struct Content: Decodable { var result: [Entry] }

        /// The value is a time and a text.
        struct Entry: Decodable {
            var metric: [String: String]
            var value: [Part]

            var series: Series {
                Series(labels: metric, value: value.compactMap(\.text).last.flatMap(Double.init) ?? .nan)
            }
        }

        struct Part: Decodable {
            var text: String?

            init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
        }
    }
}
