// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import SenseDatagrams
import Testing

/// Every folder of `Cases` is a case: `input` is a datagram, `expected` what comes of it on the port that the folder's
/// name starts with. `original.json` is what Butler SOS 15.0.1 published for the same datagram; where it is wrong,
/// `deviation` says why we differ.
///
/// `RECORD_CASES=1` writes what is expected anew, for you to look at the difference.
@Suite struct DatagramCaseTests {
    private static let folder = (Bundle.module.resourceURL ?? Bundle.module.bundleURL).appending(path: "Cases")

    static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    static let recorded = cases.filter {
        FileManager.default.fileExists(atPath: folder.appending(path: "\($0)/original.json").path)
    }

    static func input(_ name: String) throws -> [UInt8] { Array(try data("\(name)/input")) }

    private static func data(_ path: String) throws -> Data { try Data(contentsOf: folder.appending(path: path)) }

    @Test func `finds its cases`() {
        #expect(Self.cases.count >= 110)
        #expect(Self.recorded.count >= 15)
    }

    @Test(arguments: cases)
    func `makes of a datagram what is expected`(name: String) throws {
        let input = try Self.input(name)
        let result: String
        if name.hasPrefix("user-") {
            var parser = UserEventParser(rules: SampleRules.users)
            result = EventDump.text(parser.parse(input))
        } else {
            result = EventDump.text(LogEventParser(rules: SampleRules.logs).parse(input))
        }
        if ProcessInfo.processInfo.environment["RECORD_CASES"] == "1" {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
            return try Data(result.utf8).write(to: folder.appending(path: "\(name)/expected"))
        }
        #expect(try result == String(decoding: Self.data("\(name)/expected"), as: UTF8.self))
    }

    @Test(arguments: recorded)
    func `writes what the original published, or says why not`(name: String) throws {
        let input = try Self.input(name)
        let original = String(decoding: try Self.data("\(name)/original.json"), as: UTF8.self)
            .trimmingCharacters(in: .newlines)
        let isSame: Bool
        if name.hasPrefix("user-") {
            var parser = UserEventParser(rules: SampleRules.users)
            guard case .event(let event) = parser.parse(input) else { throw NoEvent() }
            isSame = try Self.members(original) == Self.members(event)
        } else {
            guard case .event(let event) = LogEventParser(rules: SampleRules.logs).parse(input) else { throw NoEvent() }
            var json: [UInt8] = []
            event.appendJSON(to: &json, tags: [Tag("env", "DEV")])
            isSame = String(decoding: json, as: UTF8.self) == original
        }
        let deviation = try? Self.data("\(name)/deviation")
        #expect(isSame == (deviation == nil))
    }

    private struct NoEvent: Error {}

    /// The texts that the original published of a user event, by their names.
    private static func members(_ json: String) throws -> [String: String] {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        return (object ?? [:]).compactMapValues { $0 as? String }
    }

    private static func members(_ event: UserEvent) -> [String: String] {
        var members = [
            "messageType": event.kind.rawValue, "host": event.text(.host), "command": event.text(.command),
            "userDir": event.text(.userDirectory), "userId": event.text(.userID), "origin": event.text(.origin),
            "context": event.text(.context), "message": event.text(.message),
        ]
        if !event.isEmpty(.appID) { members["appId"] = event.text(.appID) }
        members["appName"] = event.appName
        members["uaBrowserName"] = event.userAgent?.browser.name
        members["uaBrowserMajorVersion"] = event.userAgent?.browser.major
        members["uaOsName"] = event.userAgent?.system.name
        members["uaOsVersion"] = event.userAgent?.system.version
        return members
    }
}
