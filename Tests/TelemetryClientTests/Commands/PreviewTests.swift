// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import TelemetryClient

/// What would be sent, to the byte, and what each part of it is for.
struct PreviewTests {
    @Test func `is the exact body`() throws {
        let installation = try Installation()
        _ = installation.start()
        let telemetry = installation.look()
        let answer = telemetry.preview(at: Installation.time, explain: false)
        #expect(answer.lines == [telemetry.preview(at: Installation.time)])
        #expect(try answer.parsed["body"]?.text == answer.lines[0])
        let message = try MessageReader.readV2(Array(answer.lines[0].utf8))
        #expect(message.report.features["mqtt"] == true)
        #expect(message.report.features.count { $0.value } == 1)
    }

    @Test func `explains every field of the list, with its value and its purpose`() throws {
        let installation = try Installation()
        _ = installation.start()
        let answer = installation.look().preview(at: Installation.time, explain: true)
        let fields = FieldRegistry.fields.filter { $0.isAllowed(in: FieldRegistry.schemaVersion) }
        for field in fields {
            #expect(answer.lines.contains { $0.hasPrefix("\(field.pointer) = ") }, "\(field.pointer)")
            #expect(answer.text.contains(field.purpose))
        }
        let json = try answer.parsed
        #expect(json["fields"]?.elements?.compactMap { $0["field"]?.text } == fields.map(\.pointer))
        let platform = json["fields"]?.elements?.first { $0["field"]?.text?.hasSuffix("/platform") == true }
        #expect(platform?["value"]?.text == "\"linux\"")
    }

    @Test func `names what the ID is made from, and no value of it`() throws {
        let installation = try Installation()
        _ = installation.start()
        let answer = installation.look().preview(at: Installation.time, explain: true)
        let ingredients = try #require(try answer.parsed["ingredients"]?.elements)
        #expect(ingredients.count == 4)
        #expect(ingredients.allSatisfy { $0["isKnown"] == .boolean(true) })
        #expect(answer.lines.count { $0.hasSuffix("known, and not shown") } == 4)

        var unknown = installation
        unknown.options.monitoredHost = ""
        let other = try unknown.look().preview(at: Installation.time, explain: true).parsed
        #expect(other["ingredients"]?.elements?.count { $0["isKnown"] == .boolean(false) } == 1)
    }

    @Test func `is an example where there is no ID yet, and says so`() throws {
        let installation = try Installation()
        let answer = installation.look().preview(at: Installation.time, explain: false)
        #expect(try MessageReader.readV2(Array(answer.lines[0].utf8)).report.system.id.utf8.count == 64)
        #expect(try answer.parsed["notes"]?.elements?.first?.text?.contains("holds no identity") == true)
    }
}
