// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire
import Testing

/// Reads each message below `Cases` and compares what comes of it with the text beside it.
struct MessageReaderCaseTests {
    /// A folder with a message and what is expected of it: `V1/published-5.6.0` for example.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String

        var testDescription: String { name }

        func text(_ file: String) throws -> String {
            let url = try #require(MessageReaderCaseTests.root).appending(path: "\(name)/\(file)")
            return try String(contentsOf: url, encoding: .utf8)
        }
    }

    private static let root = Bundle.module.resourceURL?.appending(path: "Cases")

    static let cases: [Case] = ["V1", "V2"].flatMap { version in
        let path = root?.appending(path: version).path ?? ""
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return folders.sorted().map { Case(name: "\(version)/\($0)") }
    }

    @Test func `finds the cases`() {
        #expect(Self.cases.count >= 12)
    }

    @Test(arguments: cases)
    func `gives what is expected`(_ folder: Case) throws {
        let body = Array(try folder.text("input.json").utf8)
        let result = Self.describe { () throws(MessageReader.Failure) in
            folder.name.hasPrefix("V1") ? try MessageReader.readV1(body) : try MessageReader.readV2(body)
        }
        #expect(try result == folder.text("expected.txt"))
    }

    private static func describe(_ read: () throws(MessageReader.Failure) -> MessageReader.Message) -> String {
        do {
            return describe(try read())
        } catch {
            switch error {
            case .notJSON(let failure): return "not JSON: \(failure.reason) at byte \(failure.offset)\n"
            case .unknownSchemaVersion(let version): return "unknown schemaVersion: \(version)\n"
            case .violations(let violations): return violations.map { "\($0.field): \($0.rule)\n" }.joined()
            }
        }
    }

    private static func describe(_ message: MessageReader.Message) -> String {
        let report = message.report
        let system = report.system
        let features = TelemetryService.butlerSOS.features.map { feature in
            "\(feature.name): " + (report.features[feature.name].map { "\($0)" } ?? "unknown")
        }
        let lines = [
            "accepted: version \(message.schemaVersion)", "time: \(message.time?.description ?? "unknown")",
            "service: \(report.service) \(report.serviceVersion)", "id: \(system.id)",
            "system: \(system.arch), \(system.platform), \(system.distro), \(system.release), \(system.codename)",
            "virtual: \(system.virtual)",
            "runtime: "
                + (system.nodeVersion.map { "node \($0)" } ?? system.swiftVersion.map { "swift \($0)" } ?? "none"),
        ]
        return (lines + features).map { $0 + "\n" }.joined()
    }
}
