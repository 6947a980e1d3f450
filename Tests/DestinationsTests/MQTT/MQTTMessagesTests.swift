// SPDX-License-Identifier: MIT

import Foundation
import MQTT
import Monitoring
import MonitoringPipeline
import Testing

@testable import Destinations

@Suite struct MQTTMessagesTests {
    private static let server = MonitoredServer(name: "one", host: "h:4747", description: "")
    private static let time = Timestamp(secondsSinceEpoch: 0)

    private static func userEvent(_ command: String, message: String = "") -> Observation {
        let texts = UserEvent.Field.allCases.map { field in
            switch field {
            case .command: command
            case .message: message
            default: ""
            }
        }
        return .userEvent(UserEvent(.session, fields: EventFields(texts), at: time))
    }

    private func topics(_ observation: Observation, _ change: (inout MQTTConfiguration) -> Void = { _ in }) -> [String]
    {
        MQTTCase.destination("version15", change).records(of: observation)
            .map { MQTTMessage(bytes: $0.bytes)?.topic ?? "" }
    }

    @Test(arguments: [
        ("Start session", ["qliksense/userevent", "qliksense/userevent/session/start"]),
        ("Stop session", ["qliksense/userevent", "qliksense/userevent/session/stop"]),
        ("Open connection", ["qliksense/userevent", "qliksense/userevent/connection/open"]),
        ("Close connection", ["qliksense/userevent", "qliksense/userevent/connection/close"]),
        ("start session", ["qliksense/userevent"]), ("", ["qliksense/userevent"]),
    ])
    func `the command decides which topic there is besides`(command: String, expected: [String]) {
        #expect(topics(Self.userEvent(command)) == expected)
    }

    @Test func `what is switched off is not published`() {
        let event = Self.userEvent("Start session")
        #expect(topics(event) { $0.userEvents?.everything = nil } == ["qliksense/userevent/session/start"])
        #expect(topics(event) { $0.userEvents = .init(sessionStop: "x") } == [])
        #expect(topics(event) { $0.userEvents = nil } == [])
        let texts = LogEvent.Field.allCases.map { $0 == .subsystem ? "A.B" : "" }
        let log = Observation.logEvent(LogEvent(.engine, fields: EventFields(texts), logRow: 1, at: Self.time))
        #expect(topics(log) { $0.logEvents = nil } == [])
        #expect(topics(log) { $0.logEvents?.usesSubsystemTopics = false } == ["qliksense/logevent"])
        #expect(topics(log) { $0.logEvents?.usesBaseTopic = false } == ["qliksense/logevent/a/b"])
        #expect(topics(log) { $0.logEvents?.baseTopic = "x/" } == ["x/", "x/a/b"])
        #expect(
            topics(log) {
                $0.logEvents?.usesBaseTopic = false
                $0.logEvents?.usesSubsystemTopics = false
            } == [])
    }

    @Test func `nothing else is published`() {
        let outcome = PollOutcome(
            PollTarget(.health, serverName: "s", host: "h"), failure: nil, duration: .zero, at: Self.time)
        let failed = FailedDelivery(destination: "x", errorType: "X", category: .unknown, at: Self.time)
        for observation in [.polled(outcome), .eventFigures([]), .deliveryFailed(failed)] as [Observation] {
            #expect(topics(observation) == [])
        }
        let sessions = ProxySessions(of: Self.server, host: "p", virtualProxy: "/", sessions: [], at: Self.time)
        #expect(topics(.proxySessions(sessions)) == [], "the answer is not known")
    }

    @Test func `only figures are kept by the broker`() throws {
        let destination = MQTTCase.destination("version15") { $0.retainsFigures = true }
        let health = Observation.engineHealth(
            EngineHealth(cpuTotal: 1, saturated: false), server: Self.server, apps: nil, at: Self.time)
        let sessions = Observation.proxySessions(
            ProxySessions(
                of: Self.server, host: "p", virtualProxy: "/", sessions: [], answer: Array("[]".utf8), at: Self.time))
        let figures = destination.records(of: health) + destination.records(of: sessions)
        #expect(figures.map { MQTTMessage(bytes: $0.bytes)?.isRetained } == [true, true, true])
        #expect(
            figures.map(destination.label) == [
                "butler-sos/h/cpu/total", "butler-sos/h/saturated", "butler-sos/p/usersession/",
            ])
        let event = destination.records(of: Self.userEvent("x"))
        #expect(event.map { MQTTMessage(bytes: $0.bytes)?.isRetained } == [false])
    }

    @Test func `a row of the log database is its message, below who logged it`() {
        func messages(_ host: String, _ process: String, _ level: LogDatabaseEntry.Level, _ text: String)
            -> [MQTTMessage]
        {
            // Whether it is a configured server's is nobody's business here.
            let row = LogDatabaseEntry(
                id: 1, time: .init(secondsSinceEpoch: 0), level: level, processHost: host, processName: process,
                message: text, server: nil)
            return MQTTCase.destination("version5") { $0.retainsFigures = true }.records(of: .logDatabaseEntry(row))
                .compactMap { MQTTMessage(bytes: $0.bytes) }
        }
        #expect(
            messages("SENSE-A", "Proxy", .error, "Login failed") == [
                MQTTMessage("butler-sos/SENSE-A/Proxy/ERROR", "Login failed")
            ])
        #expect(messages("#", "a+b\u{7}", .warning, "") == [MQTTMessage("butler-sos/_/a_b_/WARN", "")])
    }

    /// Whatever somebody sends, the payload is JSON that reads back, and the topic can be published to.
    @Test func `hostile events become messages that are none`() throws {
        let texts = [
            "\"},{\"", "\\", "\u{0}\u{1}\u{1F}\u{7F}", "\u{2028}", "🦋", "#/+", String(repeating: "\"", count: 1000),
            String(repeating: "\u{1}", count: 1000),
        ]
        for text in texts {
            let fields = LogEvent.Field.allCases.map { _ in text }
            for source in LogEvent.Source.allCases {
                let event = LogEvent(source, fields: EventFields(fields), logRow: 1, at: Self.time)
                let records = MQTTCase.destination("version15").records(of: .logEvent(event))
                #expect(records.count == 2)
                for record in records {
                    let message = try #require(MQTTMessage(bytes: record.bytes))
                    let object = try JSONSerialization.jsonObject(with: Data(message.payload)) as? [String: Any]
                    #expect(object?["host"] as? String == text)
                    #expect((object?["tags"] as? [String: String]) == ["env": "DEV"])
                }
            }
            let user = UserEvent(
                .connection, fields: EventFields(UserEvent.Field.allCases.map { _ in text }), appName: text,
                userAgent: UserAgent(
                    browser: .init(name: text, major: text), system: .init(name: text, version: text), text: ""),
                at: Self.time)
            let record = try #require(MQTTCase.destination("version15").records(of: .userEvent(user)).first)
            let message = try #require(MQTTMessage(bytes: record.bytes))
            let object = try JSONSerialization.jsonObject(with: Data(message.payload)) as? [String: Any]
            #expect(object?.count == 15 && object?["uaOsVersion"] as? String == text)
        }
    }

    @Test(arguments: [
        "", "\u{FEFF}", "[\"\\", "[\"\\u12", "]]]]", "[[[", "{\"a\":\"\\ud800\"}", "[\"\\ud800\\u0041\"]",
    ])
    func `text that is hardly JSON harms nobody`(json: String) {
        let text = IndentedJSON.text(Array(json.utf8))
        #expect((text == nil) == (json.isEmpty || json == "\u{FEFF}"))
        if json.contains("ud800\"") {
            #expect(text.map { String(decoding: $0, as: UTF8.self) }?.contains("\\ud800") == true)
        }
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (7.0, "7"), (18250.5, "18250.5"), (1e15, "1000000000000000"), (1.5e-7, "0.00000015"),
        (-2.25e22, "-22500000000000000000000"), (123_456_789_012.125, "123456789012.125"),
        (1e300, "1" + String(repeating: "0", count: 300)), (0.1, "0.1"),
        (.leastNonzeroMagnitude, "0." + String(repeating: "0", count: 323) + "5"),
    ])
    func `numbers have no exponent`(number: Double, text: String) {
        #expect(FigureMessages.text(number) == text)
        #expect(FigureMessages.text(.nan) == nil && FigureMessages.text(.infinity) == nil)
    }
}
