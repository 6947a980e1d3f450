// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// The collector that is measured, and what it is started with.
struct Collector {
    struct NoFaketime: Error, CustomStringConvertible {
        let description =
            "ingest: faketime is missing; it lets the collector hear of installations on earlier days: apt-get install faketime"
    }

    /// Where the release programs are.
    var programs: String
    /// `postgres://…` instead of a file in the folder.
    var database: String?
    var work: WorkFolder

    private static let port = 18341
    private static let faketime = "/usr/bin/faketime"

    /// - Parameters:
    ///   - isLimited: with the rate limits that it has unless told otherwise.
    ///   - daysAgo: by how many days its clock is late.
    func start(data: String, isLimited: Bool = false, daysAgo: Int = 0) throws -> Endpoint {
        var command = [
            "\(programs)/butler-telemetry", "serve", "--data", data, "--listen", "127.0.0.1:\(Self.port)",
            "--log-level", "error", "--connections", "10000",
        ]
        if let database { command += ["--database", database] }
        if !isLimited {
            command += [
                "--requests-per-address", "0", "--messages-per-installation", "0", "--new-installations", "0",
            ]
        }
        if daysAgo > 0 {
            guard FileManager.default.isExecutableFile(atPath: Self.faketime) else { throw NoFaketime() }
            command = [Self.faketime, "-f", "-\(daysAgo)d"] + command
        }
        let endpoint = try Endpoint(
            command[0], Array(command.dropFirst()), port: Self.port, log: work.file("collector.log"))
        if daysAgo > 0 { endpoint.program.followChild() }
        return endpoint
    }

    /// The sizes of the files of the embedded database together, in MiB.
    func mebibytes(data: String) -> Double {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: data)) ?? []
        let bytes = files.filter { $0.contains("sqlite") }.reduce(0) { sum, file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(data)/\(file)")
            return sum + (attributes?[.size] as? Int ?? 0)
        }
        return Double(bytes) / 1_048_576
    }
}
