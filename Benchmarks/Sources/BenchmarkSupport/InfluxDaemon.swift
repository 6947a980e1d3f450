// SPDX-License-Identifier: MIT

import Foundation

/// A real InfluxDB 1 with a folder and a port of its own, that can be stopped and started again.
package final class InfluxDaemon {
    package let port: Int
    private let folder: WorkFolder
    private var program: Program?

    package init(_ folder: WorkFolder, port: Int) {
        self.folder = folder
        self.port = port
    }

    package func start() throws {
        let configuration = try folder.write(
            """
            reporting-disabled = true
            bind-address = "127.0.0.1:\(port + 2)"
            [meta]
              dir = "\(folder.path)/influx/meta"
            [data]
              dir = "\(folder.path)/influx/data"
              wal-dir = "\(folder.path)/influx/wal"
              query-log-enabled = false
            [http]
              bind-address = "127.0.0.1:\(port)"
              log-enabled = false
            [monitor]
              store-enabled = false
            """, to: "influxdb.conf")
        program = try Program("/usr/bin/influxd", ["-config", configuration], log: folder.file("influxd.log"))
        var tries = 0
        while !answers, tries < 1000 {
            usleep(10_000)
            tries += 1
        }
    }

    package func stop() {
        program?.kill()
        program?.secondsToExit()
        program = nil
    }

    private var answers: Bool { (try? Self.get("http://127.0.0.1:\(port)/ping")) != nil }

    /// The rows of a query, each a list of texts with the time in nanoseconds first, by the tag `server_name`.
    package func rows(_ query: String, database: String) throws -> [String: [[String]]] {
        var parts = URLComponents()
        parts.queryItems = [
            URLQueryItem(name: "db", value: database), URLQueryItem(name: "epoch", value: "ns"),
            URLQueryItem(name: "q", value: query),
        ]
        let text = try Self.get("http://127.0.0.1:\(port)/query?\(parts.percentEncodedQuery ?? "")")
        let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        var rows: [String: [[String]]] = [:]
        for result in root?["results"] as? [[String: Any]] ?? [] {
            for series in result["series"] as? [[String: Any]] ?? [] {
                let server = (series["tags"] as? [String: String])?["server_name"] ?? ""
                for values in series["values"] as? [[Any]] ?? [] {
                    rows[server, default: []].append(values.map { "\($0)" })
                }
            }
        }
        return rows
    }

    /// The body of a GET, fetched by `curl`, which every machine that runs benchmarks has.
    package static func get(_ url: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        process.arguments = ["-fsS", "--max-time", "20", url]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
        return String(decoding: data, as: UTF8.self)
    }
}
