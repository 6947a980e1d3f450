// SPDX-License-Identifier: MIT

import Foundation

/// A real InfluxDB 1, run by a test on a free port with a folder of its own.
package final class InfluxServer: Sendable {
    package let port: Int
    private let process: ChildProcess
    private let directory: TemporaryDirectory

    /// Where Debian installs it.
    private static let executable = "/usr/bin/influxd"

    /// Starts the server and waits until it answers.
    ///
    /// - Parameters:
    ///   - port: a fixed port, to start again where another one was.
    ///   - directory: the folder of an earlier one, to go on with its data.
    ///   - dataSettings: more lines of the section about its data.
    ///   - limit: how long it may take until it answers.
    package init(
        port: Int? = nil, directory: TemporaryDirectory? = nil, dataSettings: [String] = [],
        limit: Duration = .patience
    ) async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.executable) else { throw Missing() }
        self.directory = try directory ?? TemporaryDirectory()
        self.port = try port ?? FreePort.find()
        let folder = self.directory.path
        let rpcPort = try FreePort.find()
        let configuration = try self.directory.write(
            """
            reporting-disabled = true
            bind-address = "127.0.0.1:\(rpcPort)"
            [meta]
              dir = "\(folder)/meta"
            [data]
              dir = "\(folder)/data"
              wal-dir = "\(folder)/wal"
              query-log-enabled = false
              \(dataSettings.joined(separator: "\n  "))
            [http]
              bind-address = "127.0.0.1:\(self.port)"
              log-enabled = false
            [monitor]
              store-enabled = false
            """, to: "influxdb.conf")
        process = try ChildProcess(Self.executable, ["-config", configuration])
        let url = "http://127.0.0.1:\(self.port)/ping"
        guard try await poll(within: limit, { try await Web.get(url)?.status == 204 }) else {
            throw NotStarted(log: process.text)
        }
    }

    /// The rows of an InfluxQL query as dictionaries of column and text; tags and fields alike.
    package func query(_ text: String, database: String) async throws -> [[String: String]] {
        var parts = URLComponents()
        parts.queryItems = [URLQueryItem(name: "db", value: database), URLQueryItem(name: "q", value: text)]
        let query = (parts.percentEncodedQuery ?? "").replacingOccurrences(of: "+", with: "%2B")
        guard let answer = try await Web.get("http://127.0.0.1:\(port)/query?epoch=ns&\(query)"), answer.status == 200,
            let root = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any],
            let results = root["results"] as? [[String: Any]]
        else { return [] }
        var rows: [[String: String]] = []
        for result in results {
            for series in result["series"] as? [[String: Any]] ?? [] {
                let columns = series["columns"] as? [String] ?? []
                for values in series["values"] as? [[Any]] ?? [] {
                    rows.append(Dictionary(zip(columns, values.map { "\($0)" })) { first, _ in first })
                }
            }
        }
        return rows
    }

    /// Ends the server. Its folder stays for another one.
    package func stop() async throws -> TemporaryDirectory {
        process.send(SIGTERM)
        _ = try await process.waitForExit()
        return directory
    }

    /// Ends the server at once, as a crash of its host would. Its folder stays for another one.
    package func kill() async throws -> TemporaryDirectory {
        process.send(SIGKILL)
        _ = try await process.waitForExit()
        return directory
    }

    package struct Missing: Error, CustomStringConvertible {
        package var description: String { "influxd is not installed; `make test` installs it" }
    }

    package struct NotStarted: Error, CustomStringConvertible {
        package var log: String
        package var description: String { "influxd did not start: \(log)" }
    }
}
