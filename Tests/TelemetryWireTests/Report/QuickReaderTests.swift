// SPDX-License-Identifier: MIT

import TelemetryTestKit
import Testing

@testable import TelemetryWire

/// The reader without detours: it takes what clients really send, and nothing that the thorough reader would not.
struct QuickReaderTests {
    private func read(_ shape: MessageShape, _ body: [UInt8]) -> MessageReader.Message? {
        QuickReader.read(body, along: shape == .v2 ? MessagePlan.publishedV2 : MessagePlan.publishedV1)
    }

    private func thorough(_ shape: MessageShape, _ body: [UInt8]) throws -> MessageReader.Message {
        shape == .v2
            ? try ThoroughReader.readV2(body, services: FieldRegistry.services, newest: FieldRegistry.schemaVersion)
            : try ThoroughReader.readV1(body)
    }

    @Test(arguments: MessageShape.allCases)
    func `takes the messages as clients send them`(_ shape: MessageShape) throws {
        let body = JSONWriter.encode(shape.message)
        #expect(try read(shape, body) == thorough(shape, body))
    }

    @Test(arguments: MessageShape.allCases)
    func `takes white space wherever JSON has it`(_ shape: MessageShape) throws {
        let blank = " \n\t\r"
        var text = blank
        for character in String(decoding: JSONWriter.encode(shape.message), as: UTF8.self) {
            text += "{}:,".contains(character) ? "\(blank)\(character)\(blank)" : "\(character)"
        }
        // The colons inside of times are no structure.
        for hour in ["13\(blank):\(blank)00\(blank):\(blank)00", "13\(blank):\(blank)05\(blank):\(blank)09"] {
            text = text.replacing(hour, with: hour.replacing(blank, with: ""))
        }
        let body = Array(text.utf8)
        #expect(try read(shape, body) == thorough(shape, body))
    }

    @Test(arguments: MessageShape.allCases)
    func `takes members in any order`(_ shape: MessageShape) throws {
        var generator = SeededGenerator(seed: 11)
        func shuffled(_ value: JSONValue) -> JSONValue {
            guard case .object(let members) = value else { return value }
            return .object(members.map { .init($0.name, shuffled($0.value)) }.shuffled(using: &generator))
        }
        for _ in 0..<50 {
            let body = JSONWriter.encode(shuffled(shape.message))
            #expect(try read(shape, body) == thorough(shape, body))
        }
    }

    @Test(arguments: MessageShape.allCases)
    func `takes no byte more or less than the thorough reader`(_ shape: MessageShape) throws {
        let body = JSONWriter.encode(shape.message)
        var taken = 0
        for index in body.indices {
            for byte in Array("\"\\,}: 0a".utf8) + [0x00, 0x0C, 0x7F, 0x80, 0xC3] where byte != body[index] {
                var other = body
                other[index] = byte
                guard let message = read(shape, other) else { continue }
                taken += 1
                #expect(try message == thorough(shape, other), "byte \(index) replaced by \(byte)")
            }
            #expect(read(shape, Array(body[..<index])) == nil, "cut at \(index)")
            #expect(read(shape, body[..<index] + [0x00] + body[index...]) == nil, "a zero byte at \(index)")
        }
        // Digits of the time and letters of texts may change.
        #expect(taken > 50)
        #expect(read(shape, body + [0x78]) == nil)
    }

    @Test(arguments: MessageShape.allCases)
    func `leaves what is unusual to the thorough reader`(_ shape: MessageShape) throws {
        let text = String(decoding: JSONWriter.encode(shape.message), as: UTF8.self)
        let unusual = [
            ("\"linux\"", "\"l\\u0069nux\""), ("GNU/Linux", "GNU\\/Linux"), ("\"arch\"", "\"\\u0061rch\""),
            ("\"arch\":\"x64\"", "\"arch\":\"x64\",\"arch\":\"x64\""),
            ("\"mqtt\":false", "\"mqtt\":false,\"mqtt\":true"),
            ("\"mqtt\":false", "\"mqtt\":False"), ("\"mqtt\":false", "\"mqtt\":falsee"),
            ("\"mqtt\":false", "\"mqtt\":0"),
            ("\"arch\":\"x64\",", ""), ("\"arch\"", "\"Arch\""), ("\"arch\":\"x64\"", "\"arch\":\"x64\",\"extra\":1"),
            ("\"butler-sos\"", "\"butler-so\""), ("bookworm", "bööm"), (Messages.id, "\(Messages.id)5"),
            (Messages.id, "fc0c9b4f5ca1cb90ce596d741654ab09cec6d816a3dd02ff188fecaced101a42"),
        ]
        for (original, replacement) in unusual {
            let changed = text.replacing(original, with: replacement)
            #expect(changed != text, "\(original)")
            #expect(read(shape, Array(changed.utf8)) == nil, "\(replacement)")
        }
    }

    @Test(arguments: ["02", "2.0", "2e0", "-2", "\"2\"", "1", "3", "22", "null"])
    func `takes the version in one spelling only`(_ version: String) {
        let text = String(decoding: JSONWriter.encode(Messages.v2), as: UTF8.self)
        let changed = text.replacing("\"schemaVersion\":2", with: "\"schemaVersion\":\(version)")
        #expect(read(.v2, Array(changed.utf8)) == nil)
    }

    @Test func `follows the plan of the service and the version that a message names`() throws {
        let grinder = TelemetryService(
            name: "coffee-machine", title: "Coffee machine",
            features: [.init(name: "grinder", title: "Grinder", purpose: "Is the grinder used?", since: 3)])
        let services = [TelemetryService.butlerSOS, grinder]
        let plans = MessagePlan.version2(of: services, newest: 3)
        let time = HourTimestamp(secondsSinceEpoch: 0)
        var coffee = Sample.report()
        coffee.service = "coffee-machine"
        coffee.features = ["grinder": true]
        for (report, service, version) in [
            (Sample.report(), services[0], 2), (Sample.report(), services[0], 3), (coffee, grinder, 3),
        ] {
            let body = report.encoded(at: time, of: service, version: version)
            let message = try #require(QuickReader.read(body, along: plans))
            #expect(message.report == report && message.schemaVersion == version)
            #expect(try message == ThoroughReader.readV2(body, services: services, newest: 3))
        }
        let swapped = String(decoding: coffee.encoded(at: time, of: grinder, version: 3), as: UTF8.self)
            .replacing("coffee-machine", with: "butler-sos")
        #expect(QuickReader.read(Array(swapped.utf8), along: plans) == nil)
    }

    @Test func `has no plan for a service with more flags than it can keep track of`() throws {
        func service(_ flags: Int) -> TelemetryService {
            let features = (0..<flags).map { TelemetryService.Feature(name: "flag\($0)", title: "", purpose: "") }
            return TelemetryService(name: "many", title: "Many", features: features)
        }
        #expect(MessagePlan.version2(of: [service(65)], newest: 2).isEmpty)
        var report = Sample.report()
        report.service = "many"
        report.features = Dictionary(uniqueKeysWithValues: service(64).features.map { ($0.name, $0.name == "flag63") })
        let plans = MessagePlan.version2(of: [service(64)], newest: 2)
        let text = String(
            decoding: report.encoded(at: HourTimestamp(secondsSinceEpoch: 0), of: service(64)), as: UTF8.self)
        #expect(QuickReader.read(Array(text.utf8), along: plans)?.report == report)
        let without = text.replacing(",\"flag63\":true", with: "")
        #expect(QuickReader.read(Array(without.utf8), along: plans) == nil)
    }
}
