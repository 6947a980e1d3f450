// SPDX-License-Identifier: MIT

import TelemetryWire

/// Valid messages to start from, and ways to spoil them.
enum Messages {
    static let id = String(repeating: "5c", count: 32)

    static let v2 = JSONValue.object([
        .init("schemaVersion", .number("2")), .init("ts", .string("2026-11-22T13:00:00.000Z")),
        .init("data", data(runtime: "swiftVersion", "6.3", features: features)),
    ])

    /// As old versions send it: the inner object alone, without `prometheus`.
    static let v1Inner = data(runtime: "nodeVersion", "v20.20.2", features: features.filter { $0 != "prometheus" })

    static let v1Envelope = JSONValue.object([.init("ts", .string("2026-11-22T13:05:09.123Z")), .init("data", v1Inner)])

    static let features = TelemetryService.butlerSOS.features.map(\.name)

    private static func data(runtime: String, _ version: String, features: [String]) -> JSONValue {
        .object([
            .init("service", .string("butler-sos")), .init("serviceVersion", .string("5.6.0")),
            .init(
                "system",
                .object([
                    .init("id", .string(id)), .init("arch", .string("x64")), .init("platform", .string("linux")),
                    .init("release", .string("12")), .init("distro", .string("Debian GNU/Linux")),
                    .init("codename", .string("bookworm")), .init("virtual", .boolean(true)),
                    .init(runtime, .string(version)),
                ])),
            .init(
                "enabledFeatures",
                .object([.init("feature", .object(features.map { .init($0, .boolean($0 == "influxdb")) }))])),
        ])
    }
}

/// One of the three shapes in which a message arrives.
enum MessageShape: CaseIterable, Sendable {
    case v2, v1Envelope, v1Inner

    var message: JSONValue {
        switch self {
        case .v2: Messages.v2
        case .v1Envelope: Messages.v1Envelope
        case .v1Inner: Messages.v1Inner
        }
    }

    var version: Int { self == .v2 ? 2 : 1 }

    /// The way to the inner object.
    var dataPath: [String] { self == .v1Inner ? [] : ["data"] }

    func read(_ message: JSONValue) throws -> MessageReader.Message {
        let bytes = JSONWriter.encode(message)
        return self == .v2 ? try MessageReader.readV2(bytes) : try MessageReader.readV1(bytes)
    }

    /// Why a body cannot be read; `nil` if it can.
    func failure(_ body: [UInt8]) -> MessageReader.Failure? {
        do throws(MessageReader.Failure) {
            _ = self == .v2 ? try MessageReader.readV2(body) : try MessageReader.readV1(body)
            return nil
        } catch {
            return error
        }
    }

    /// What is wrong with a message; empty if nothing is.
    func violations(_ message: JSONValue) throws -> [Violation] {
        guard let failure = failure(JSONWriter.encode(message)) else { return [] }
        guard case .violations(let violations) = failure else { throw failure }
        return violations
    }
}

extension JSONValue {
    /// This value with the member at `path` replaced, added, or (with `nil`) left out.
    func replacing(_ path: some Collection<String>, with value: JSONValue?) -> JSONValue {
        guard let name = path.first else { return value ?? .null }
        guard case .object(var members) = self else { return self }
        let index = members.firstIndex { $0.name == name }
        if path.count > 1 {
            if let index { members[index].value = members[index].value.replacing(path.dropFirst(), with: value) }
        } else if let value {
            if let index { members[index].value = value } else { members.append(.init(name, value)) }
        } else if let index {
            members.remove(at: index)
        }
        return .object(members)
    }
}

/// The JSON pointer of a path.
func pointer(_ path: [String]) -> String { path.map { "/\($0)" }.joined() }
