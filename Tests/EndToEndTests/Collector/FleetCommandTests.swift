// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// The simulated fleet as a program.
@Suite(.serialized)
struct FleetCommandTests {
    private let program = Programs.path("telemetry-fleet")

    @Test func `says that nothing of it is real, and mixes it with nothing unasked`() async throws {
        let data = try await FilledData(installations: 10)
        let again = try await FilledData.run(program, ["fill", "--data", data.path, "--seed", "6"])
        #expect(again.status == 1)
        #expect(again.text.contains("holds 10 installations already"))
        let more = try await FilledData.run(
            program, ["fill", "--data", data.path, "--seed", "6", "--add", "--installations", "5"])
        #expect(more.status == 0, "\(more.text)")
        #expect(more.text.contains("simulated") && more.text.contains("None of this is real"))
        let same = try await FilledData.run(
            program, ["fill", "--data", data.path, "--seed", "6", "--add", "--installations", "5"])
        #expect(same.status == 1)
        #expect(same.text.contains("--seed"), "\(same.text)")
    }

    @Test func `sends reports that a collector accepts, again, too, and shows`() async throws {
        let collector = try await RunningCollector()
        let arguments = ["send", "--url", collector.url, "--installations", "40", "--days", "30"]
        for _ in 0..<2 {
            let sent = try await FilledData.run(program, arguments)
            #expect(sent.status == 0, "\(sent.text)")
            #expect(sent.text.hasPrefix("Simulated reports: "))
        }
        #expect(try await collector.storedReports() > 20)
        #expect(try await Web.get(collector.url + "/")?.status == 200)
    }

    @Test(
        arguments: [
            (["send", "--url", "http://telemetry.example.org"], "--url: expected https"),
            (["send", "--url", "https://telemetry.example.org", "--installations", "1000000"], "at most 20000"),
            (["fill", "--data", "/tmp", "--installations", "0"], "--installations: expected a number from 1"),
            (["fill", "--data", "/tmp", "--days", "0"], "--days: expected a number from 1"), (["fill"], "--data"),
            (["truth", "--silent", "1.2"], "--silent: expected a part from 0 to 0.95"),
            (["truth", "--silent-with", "foo=0.3"], "the features are heartbeat"),
        ] as [([String], String)])
    func `says what it expected, with status 1`(command: [String], text: String) async throws {
        let answer = try await FilledData.run(program, command)
        #expect(answer.status == 1)
        #expect(answer.text.contains(text), "\(answer.text)")
    }
}
