// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct MessageReaderTests {
    @Test func `reads a version 2 message`() throws {
        let message = try MessageShape.v2.read(Messages.v2)
        #expect(message.schemaVersion == 2)
        #expect(message.time?.description == "2026-11-22T13:00:00.000Z")
        let report = message.report
        #expect(report.service == "butler-sos" && report.serviceVersion == "5.6.0")
        let system = TelemetryReport.System(
            id: Messages.id, arch: "x64", platform: "linux", release: "12", distro: "Debian GNU/Linux",
            codename: "bookworm", virtual: true, swiftVersion: "6.3")
        #expect(report.system == system)
        #expect(report.features.count == 11)
        #expect(report.features.filter(\.value).keys.sorted() == ["influxdb"])
    }

    @Test(arguments: [MessageShape.v1Envelope, .v1Inner])
    func `reads a version 1 message in both shapes`(_ shape: MessageShape) throws {
        let message = try shape.read(shape.message)
        #expect(message.schemaVersion == 1)
        #expect(message.time?.description == (shape == .v1Inner ? nil : "2026-11-22T13:00:00.000Z"))
        #expect(message.report.system.nodeVersion == "v20.20.2")
        #expect(message.report.system.swiftVersion == nil)
        #expect(message.report.system.id == Messages.id)
    }

    @Test func `leaves a flag that an old version does not send unknown`() throws {
        let report = try MessageShape.v1Inner.read(Messages.v1Inner).report
        #expect(report.features["prometheus"] == nil)
        #expect(report.features.count == 10)
        let withFlag = Messages.v1Inner.replacing(["enabledFeatures", "feature", "prometheus"], with: .boolean(true))
        #expect(try MessageShape.v1Inner.read(withFlag).report.features["prometheus"] == true)
    }

    @Test(arguments: [MessageShape.v1Envelope, .v1Inner])
    func `checks the hypervisor of old versions and forgets it`(_ shape: MessageShape) throws {
        let path = shape.dataPath + ["system", "hypervisor"]
        let with = try shape.read(shape.message.replacing(path, with: .string("kvm")))
        #expect(try with == shape.read(shape.message))
        #expect(
            try shape.violations(shape.message.replacing(path, with: .string("canary\n"))).map(\.field) == [
                pointer(path)
            ])
        #expect(try shape.violations(shape.message.replacing(path, with: .null)).map(\.field) == [pointer(path)])
    }

    @Test func `does not mind the order of members`() throws {
        func reversed(_ value: JSONValue) -> JSONValue {
            guard case .object(let members) = value else { return value }
            return .object(members.reversed().map { .init($0.name, reversed($0.value)) })
        }
        for shape in MessageShape.allCases {
            #expect(try shape.read(reversed(shape.message)) == shape.read(shape.message))
        }
    }

    @Test(arguments: ["99.0.0-beta.1+build", "v0", "20"])
    func `takes unknown versions of known things`(_ version: String) throws {
        let changed = Messages.v2.replacing(["data", "serviceVersion"], with: .string(version))
        #expect(try MessageShape.v2.read(changed).report.serviceVersion == version)
    }

    @Test(arguments: ["release", "distro", "codename"])
    func `takes an empty release, distribution and code name`(_ name: String) throws {
        for shape in MessageShape.allCases {
            let path = shape.dataPath + ["system", name]
            #expect(try shape.violations(shape.message.replacing(path, with: .string(""))).isEmpty)
        }
    }

    @Test func `tells a newer version apart from a mistake, and looks at nothing else`() throws {
        for version in [3, 4, 1000] {
            let message = JSONValue.object([.init("schemaVersion", .number("\(version)")), .init("canary", .null)])
            #expect(throws: MessageReader.Failure.unknownSchemaVersion(version)) { try MessageShape.v2.read(message) }
        }
    }

    @Test(arguments: ["1", "0", "-1"])
    func `refuses an older version where version 2 belongs`(_ version: String) throws {
        let message = Messages.v2.replacing(["schemaVersion"], with: .number(version))
        #expect(try MessageShape.v2.violations(message).contains { $0.field == "/schemaVersion" })
    }

    @Test(arguments: [
        JSONValue.null, .string("2"), .number("2.0"), .number("2e0"), .boolean(true), .array([.number("2")]),
        .object([]),
    ])
    func `wants the version as a whole number`(_ value: JSONValue) throws {
        let message = Messages.v2.replacing(["schemaVersion"], with: value)
        #expect(try MessageShape.v2.violations(message).map(\.field) == ["/schemaVersion"])
        let without = Messages.v2.replacing(["schemaVersion"], with: nil)
        #expect(try MessageShape.v2.violations(without).map(\.field) == ["/schemaVersion"])
    }

    @Test(arguments: [
        "fc0c9b4f5ca1cb90ce596d741654ab09cec6d816a3dd02ff188fecaced101a42",
        "c5a3a8c7348c4c7f30f27cab779aab7a1e5b2c0a29d94f5f3f31cd02e361a283",
        "6f2eea6178b45c97bf04cf9668ba9cf4156eba927168d13e65398399c80b7d8a", "unknown-host-id",
    ])
    func `refuses IDs that many installations share`(_ id: String) throws {
        for shape in MessageShape.allCases {
            let path = shape.dataPath + ["system", "id"]
            let violations = try shape.violations(shape.message.replacing(path, with: .string(id)))
            #expect(violations.map(\.field) == [pointer(path)])
            #expect(violations.allSatisfy { !$0.rule.contains(id) })
        }
    }

    @Test func `refuses a message with both runtimes, or with the other version's`() throws {
        let both = Messages.v2.replacing(["data", "system", "nodeVersion"], with: .string("v20.0.0"))
        #expect(try MessageShape.v2.violations(both).map(\.field) == ["/data/system/nodeVersion"])
        let old = Messages.v1Inner.replacing(["system", "swiftVersion"], with: .string("6.3"))
        #expect(try MessageShape.v1Inner.violations(old).map(\.field) == ["/system/swiftVersion"])
    }

    @Test func `refuses a service that is not registered, and names those that are`() throws {
        let message = Messages.v2.replacing(["data", "service"], with: .string("canary"))
        let expected = [Violation(field: "/data/service", rule: "one of: butler-sos")]
        #expect(try MessageShape.v2.violations(message) == expected)
    }

    @Test func `does not take one version for the other`() throws {
        #expect(try MessageShape.v1Envelope.violations(Messages.v2).map(\.field).contains("/schemaVersion"))
        #expect(try MessageShape.v2.violations(Messages.v1Envelope).map(\.field) == ["/schemaVersion"])
    }

    @Test(arguments: [MessageShape.v2, .v1Inner])
    func `passes on where a body stops being JSON`(_ shape: MessageShape) {
        guard case .notJSON(let failure) = shape.failure(Array("[x".utf8)) else {
            Issue.record("a body that is not JSON was taken")
            return
        }
        #expect(failure.reason == "expected a JSON value")
        #expect(failure.offset == 1)
    }
}
