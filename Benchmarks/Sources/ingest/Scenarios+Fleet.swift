// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

extension Scenarios {
    /// A large fleet with a year of history: what it takes on disk, what pages about it cost, and whether it slows the
    /// collector down.
    ///
    /// - Parameter folder: the data of a collector. A fleet is made there if it is empty; it is kept for another run.
    func fleet(_ folder: String, installations fleet: Int) throws {
        try fill(folder, installations: fleet)
        print(String(format: "fleet, database %.1f MiB", collector.mebibytes(data: folder)))
        print(try run("butler-telemetry", ["stats", "--data", folder, "--json"]))
        try start(folder)
        let small = collector.work.file("small-fleet")
        try fill(small, installations: 1000)
        try pages(folder, comparedWith: small)

        let reports = InventedReports(kind: .unsigned)
        let empty = try IngestRound(
            collector, data: collector.work.file("empty"), reports: reports, installations: installations)
        print("an empty collector, \(installations) installations")
        empty.show()
        // A copy, so that the fleet stays as it was made and the next run finds the same.
        let copy = collector.work.file("fleet")
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        let full = try IngestRound(collector, data: copy, reports: reports, installations: installations)
        print("the same beside the fleet")
        full.show()
        print(
            String(
                format: "beside the fleet / empty: unknown %.2f, first of the day %.2f, again %.2f",
                full.first.rate / empty.first.rate, full.peak.rate / empty.peak.rate, full.again.rate / empty.again.rate
            ))
    }

    private func fill(_ folder: String, installations: Int) throws {
        guard !FileManager.default.fileExists(atPath: "\(folder)/telemetry.sqlite") else { return }
        let start = ContinuousClock.now
        let output = try run(
            "telemetry-fleet", ["fill", "--data", folder, "--installations", "\(installations)", "--seed", "1"])
        print("fleet, made in \((ContinuousClock.now - start).components.seconds) s: \(output)")
    }

    /// What a program says; it has to end well.
    private func run(_ program: String, _ arguments: [String]) throws -> String {
        struct Failed: Error { var output: String }
        let log = collector.work.file("\(program).log")
        let process = try Program("\(collector.programs)/\(program)", arguments, log: log)
        process.secondsToExit()
        guard process.exitStatus == 0 else { throw Failed(output: process.output) }
        return process.output.split(separator: "\n").suffix(20).joined(separator: "\n")
    }
}
