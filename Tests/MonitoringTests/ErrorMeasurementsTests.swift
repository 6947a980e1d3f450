// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@Suite struct ErrorMeasurementsTests {
    private static let time = Timestamp(secondsSinceEpoch: 1)

    private func measurement(
        _ failure: PollFailure?,
        _ target: PollTarget = PollTarget(.health, serverName: "Prod A", host: "sense-a:4747")
    ) -> Measurement? {
        PollOutcome(target, failure: failure, duration: .seconds(1), at: Self.time).errorMeasurement(named: "errors")
    }

    private func fields(_ measurement: Measurement?) -> [String: Measurement.Value] {
        Dictionary((measurement?.fields ?? []).map { ($0.name, $0.value) }) { _, second in second }
    }

    @Test func `makes nothing of a poll that went well`() {
        #expect(measurement(nil) == nil)
    }

    @Test func `tells the kind, the server and the category of a failure`() {
        let all = measurement(PollFailure(.timeout, "no answer in time"))
        #expect(all?.name == "errors")
        #expect(all?.time == Self.time)
        #expect(
            all?.tags == [
                Tag("error_type", "HEALTH_API"), Tag("server_name", "Prod A"), Tag("host", "sense-a:4747"),
            ])
        #expect(fields(all) == ["error_count": .number(1), "error_category": .text("timeout")])
    }

    @Test(
        arguments: [
            (PollTarget.Kind.health, nil, "HEALTH_API"), (.sessions, "/sales", "PROXY_API"),
            (.appNames, nil, "APP_NAMES_EXTRACT"), (.logDatabase, nil, "LOG_DATABASE"),
        ] as [(PollTarget.Kind, String?, String)])
    func `names each kind of poll, and the virtual proxy where there is one`(
        kind: PollTarget.Kind, virtualProxy: String?, errorType: String
    ) {
        let target = PollTarget(kind, serverName: "A", host: "a", virtualProxy: virtualProxy)
        let tags = measurement(PollFailure(.unknown, ""), target)?.tags ?? []
        #expect(tags.first == Tag("error_type", errorType))
        #expect(tags.first { $0.name == "virtual_proxy" }?.value == virtualProxy)
        #expect(kind.errorType == errorType)
    }

    @Test func `tells every detail that is known`() {
        let details = PollFailure.Details(
            code: "ECONNREFUSED", httpStatus: 503, url: "https://a:4747/engine/healthcheck", timeoutMilliseconds: 5000,
            remoteAddress: "10.1.2.3", remotePort: 4747, systemCall: "connect")
        #expect(
            fields(measurement(PollFailure(.http5xx, "", details: details))) == [
                "error_count": .number(1), "error_category": .text("http_5xx"), "error_code": .text("ECONNREFUSED"),
                "http_status": .number(503), "request_url": .text("https://a:4747/engine/healthcheck"),
                "request_timeout_ms": .number(5000), "remote_address": .text("10.1.2.3"),
                "remote_port": .number(4747), "syscall": .text("connect"),
            ])
    }

    @Test(arguments: [
        (PollFailure.Details(code: "X"), "error_code", Measurement.Value.text("X")),
        (.init(httpStatus: 404), "http_status", .number(404)), (.init(url: "u"), "request_url", .text("u")),
        (.init(timeoutMilliseconds: 1), "request_timeout_ms", .number(1)),
        (.init(remoteAddress: "::1"), "remote_address", .text("::1")),
        (.init(remotePort: 0), "remote_port", .number(0)), (.init(systemCall: "read"), "syscall", .text("read")),
    ])
    func `tells each detail without the others`(
        details: PollFailure.Details, name: String, value: Measurement.Value
    ) {
        var fields = fields(measurement(PollFailure(.unknown, "", details: details)))
        #expect(fields.removeValue(forKey: name) == value)
        #expect(fields.keys.sorted() == ["error_category", "error_count"])
    }

    @Test func `leaves texts out that are empty`() {
        let details = PollFailure.Details(code: "", url: "", remoteAddress: "", systemCall: "")
        #expect(fields(measurement(PollFailure(.unknown, "", details: details))).count == 2)
    }

    @Test func `keeps the sentence for the administrator out of the database`() {
        let all = measurement(PollFailure(.timeout, "a sentence"))
        #expect(all?.fields.contains { $0.value == .text("a sentence") } == false)
    }

    @Test func `tells a failed delivery, with its status if there is one`() {
        var failed = FailedDelivery(
            destination: "influxdb", errorType: "INFLUXDB_V1_WRITE", category: .authError, httpStatus: 401,
            at: Self.time)
        let all = failed.errorMeasurement(named: "errors")
        #expect(all.name == "errors")
        #expect(all.time == Self.time)
        #expect(all.tags == [Tag("error_type", "INFLUXDB_V1_WRITE"), Tag("module", "influxdb")])
        #expect(
            fields(all) == [
                "error_count": .number(1), "error_category": .text("auth_error"), "http_status": .number(401),
            ])
        failed.httpStatus = nil
        #expect(fields(failed.errorMeasurement(named: "errors")).count == 2)
    }
}
