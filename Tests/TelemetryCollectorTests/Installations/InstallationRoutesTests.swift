// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import MonitoringTestKit
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

/// Reading back and erasing, as an installation sees it.
struct InstallationRoutesTests {
    private let collector = Collector()
    private let sender = Sender()

    private static let methods = [HTTPRequest.Method.get, .delete]

    private func expectProblem(
        _ response: TestResponse, _ problem: Problem, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(response.status.code == problem.status, sourceLocation: sourceLocation)
        #expect(response.problem == problem.slug, sourceLocation: sourceLocation)
        #expect(response.headers[.cacheControl] == "no-store", sourceLocation: sourceLocation)
        #expect(collector.counts()["reason=\(problem.slug)"] == 1, sourceLocation: sourceLocation)
        #expect(collector.counts()["readbacks"] == nil, sourceLocation: sourceLocation)
        #expect(collector.counts()["erasures"] == nil, sourceLocation: sourceLocation)
        #expect(collector.log.fullTexts.isEmpty, sourceLocation: sourceLocation)
    }

    // MARK: Reading back

    @Test func `shows exactly what is stored`() async throws {
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        let response = try await collector.request(.get, sender, counter: 2)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "application/json")
        #expect(response.headers[.cacheControl] == "no-store")
        let digest = Hex.encode(SHA256.hash(data: sender.body()))
        let system = """
            {"arch":"x64","platform":"linux","release":"12","distro":"Debian GNU/Linux","codename":"bookworm",\
            "virtual":true,"swiftVersion":"6.3"}
            """
        let feature = """
            {"heartbeat":false,"dockerHealthCheck":false,"uptimeMonitor":false,"uptimeMonitor_storeInInfluxdb":false,\
            "udpServer":false,"logdb":false,"mqtt":false,"influxdb":true,"prometheus":false,"appNames":false,\
            "userSessions":false}
            """
        let data = """
            {"service":"butler-sos","serviceVersion":"0.1.0","system":\(system),"enabledFeatures":{"feature":\(feature)}}
            """
        let expected = """
            {"counter":2,"lastBody":{"sha256":"\(digest)","received":"2026-11-22"},\
            "firstSeen":"2026-11-22","seenAgain":false,"periods":[{"first":"2026-11-22","last":"2026-11-22","data":\(data)}]}
            """
        #expect(response.text == expected)
        #expect(StoredInstallation(response.bytes)?.counter == 2)
        #expect(collector.counts() == ["schema_version=2": 1, "readbacks": 1])
        #expect(!response.text.contains(sender.id))
    }

    @Test func `shows each period with what was reported in it`() async throws {
        var newer = sender
        newer.version = "0.2.0"
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        #expect(try await collector.send(newer, counter: 2).status == .accepted)
        let periods = StoredInstallation(try await collector.request(.get, sender, counter: 3).bytes)?.periods
        #expect(periods?.map { $0.data["serviceVersion"] } == [.string("0.1.0"), .string("0.2.0")])
    }

    @Test func `answers a recorded request only once`() async throws {
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        let path = TelemetryHTTP.installationPath(id: sender.id)
        let headers = try sender.headers(for: .get, counter: 7)
        #expect(try await collector.send(.get, path, [], headers).status == .ok)
        let again = try await collector.send(.get, path, [], headers)
        #expect(again.status == .conflict)
        #expect(again.problem == "counter-used")
        #expect(again.member("lastCounter") == .number("7"))
        #expect(try await collector.send(sender, counter: 7, hour: 1).status == .conflict)
        #expect(try await collector.send(sender, counter: 8, hour: 1).status == .accepted)
        #expect(collector.counts() == ["schema_version=2": 2, "readbacks": 1, "reason=counter-used": 2])
    }

    @Test func `says that nothing is stored, which is not the same as an unknown address`() async throws {
        expectProblem(try await collector.request(.get, sender, counter: 1), .nothingStored)
        #expect(await collector.installations() == 0)
    }

    // MARK: Erasing

    @Test func `erases, says how much, and may be asked again`() async throws {
        var newer = sender
        newer.version = "0.2.0"
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        #expect(try await collector.send(newer, counter: 2).status == .accepted)
        #expect(
            try await collector.send(Sender(id: String(repeating: "cd", count: 32)), counter: 1).status == .accepted)
        let response = try await collector.request(.delete, sender, counter: 3)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "application/json")
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(response.text == #"{"installations":1,"periods":2,"date":"2026-11-22"}"#)
        #expect(await collector.installations() == 1)
        // The same request once more, as a client does that lost the answer.
        for counter in [3, 1] as [UInt64] {
            let again = try await collector.request(.delete, sender, counter: counter)
            #expect(again.status == .ok)
            #expect(again.text == #"{"installations":0,"periods":0,"date":"2026-11-22"}"#)
        }
        #expect(try await collector.request(.get, sender, counter: 9).problem == "nothing-stored")
        #expect(collector.counts()["erasures"] == 3)
    }

    @Test func `takes nothing more about what was erased, whoever sends it`() async throws {
        #expect(try await collector.send(sender, counter: 5).status == .accepted)
        #expect(try await collector.request(.delete, sender, counter: 6).status == .ok)
        for response in [
            try await collector.send(sender, counter: 7), try await collector.send(Sender(id: sender.id), counter: 1),
            try await collector.sendV1(try Collector.publishedMessage(id: sender.id)),
        ] {
            #expect(response.status == .gone)
            #expect(response.problem == "erased")
        }
        #expect(await collector.installations() == 0)
    }

    // MARK: What is refused, for both

    @Test(arguments: methods)
    func `refuses another key`(_ method: HTTPRequest.Method) async throws {
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        let response = try await collector.request(method, Sender(id: sender.id), counter: 9)
        expectProblem(response, .identityPinned)
        #expect(response.member("lastCounter") == nil)
        #expect(await collector.installations() == 1)
        #expect(try await collector.send(sender, counter: 2, hour: 1).status == .accepted)
    }

    @Test(arguments: methods)
    func `refuses a signature for what was never signed, and says who can help`(
        _ method: HTTPRequest.Method
    ) async throws {
        #expect(try await collector.sendV1(try Collector.publishedMessage()).status == .accepted)
        let stranger = Sender(id: Collector.publishedID)
        let response = try await collector.request(method, stranger, counter: 1)
        expectProblem(response, .identityPinned)
        #expect(response.text.contains("operator"))
        #expect(await collector.installations() == 1)
    }

    @Test(arguments: methods, [1, 4, 5] as [UInt64])
    func `refuses a counter that is not greater`(_ method: HTTPRequest.Method, _ counter: UInt64) async throws {
        #expect(try await collector.send(sender, counter: 5).status == .accepted)
        let response = try await collector.request(method, sender, counter: counter)
        expectProblem(response, .counterUsed(last: 5))
        #expect(response.member("lastCounter") == .number("5"))
        #expect(await collector.installations() == 1)
    }

    @Test(arguments: methods)
    func `refuses a signature for another ID, another counter, and another purpose`(
        _ method: HTTPRequest.Method
    ) async throws {
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        let path = TelemetryHTTP.installationPath(id: sender.id)
        let other = Sender(key: sender.key, id: String(repeating: "cd", count: 32))
        var wrongCounter = try sender.headers(for: method, counter: 2)
        wrongCounter[.telemetryCounter] = "3"
        var report = try sender.headers(for: Array(sender.id.utf8), counter: 2)
        report[.contentType] = nil
        let headers = [
            try other.headers(for: method, counter: 2), wrongCounter, report,
            try sender.headers(for: method == .get ? .delete : .get, counter: 2),
        ]
        for headers in headers {
            let response = try await collector.send(method, path, [], headers)
            #expect(response.status == .unauthorized)
            #expect(response.problem == "signature-invalid")
        }
        #expect(collector.counts() == ["schema_version=2": 1, "reason=signature-invalid": 4])
        #expect(await collector.installations() == 1)
    }

    @Test(arguments: methods)
    func `refuses every signature with one bit changed`(_ method: HTTPRequest.Method) async throws {
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        let headers = try sender.headers(for: method, counter: 2)
        let signature = try #require(headers[.telemetrySignature].flatMap(Base64URL.decode))
        for index in signature.indices {
            var (changed, spoiled) = (signature, headers)
            changed[index] ^= 1 << UInt8(index % 8)
            spoiled[.telemetrySignature] = Base64URL.encode(changed)
            let response = try await collector.send(
                method, TelemetryHTTP.installationPath(id: sender.id), [], spoiled)
            #expect(response.status == .unauthorized)
        }
        #expect(await collector.installations() == 1)
    }

    @Test(arguments: methods, [HTTPField.Name.telemetryKey, .telemetrySignature, .telemetryCounter])
    func `names a header that is missing`(_ method: HTTPRequest.Method, _ name: HTTPField.Name) async throws {
        var headers = try sender.headers(for: method, counter: 1)
        headers[name] = nil
        let response = try await collector.send(
            method, TelemetryHTTP.installationPath(id: sender.id), [], headers)
        expectProblem(response, .signatureMissing(header: name.rawName))
        #expect(response.text.contains(name.rawName))
    }

    @Test(arguments: [
        "canary", String(repeating: "a", count: 63), String(repeating: "a", count: 65),
        String(repeating: "AB", count: 32), String(repeating: "ag", count: 32), String(repeating: "%61", count: 64),
        String(repeating: "a", count: 63) + "%0A",
    ])
    func `names the rule of an ID, and repeats nothing of what it is not`(_ id: String) async throws {
        let sender = Sender(id: id)
        for method in Self.methods {
            let response = try await collector.request(method, sender, counter: 1)
            #expect(response.status == .unprocessableContent)
            #expect(response.problem == "invalid")
            #expect(response.fields == ["id"])
            #expect(response.text.contains("64 lower-case hexadecimal digits"))
            #expect(!response.text.contains(id))
        }
        #expect(collector.counts() == ["reason=invalid": 2])
    }

    @Test(arguments: ["/v2/installations", "/v2/installations/", "/v2/installations/canary/more"])
    func `answers an unknown address near by with problem details`(_ path: String) async throws {
        for method in Self.methods {
            let response = try await collector.send(method, path, [], try sender.headers(for: method, counter: 1))
            #expect(response.status == .notFound)
            #expect(response.problem == "not-found")
        }
        let response = try await collector.send(.post, TelemetryHTTP.installationPath(id: sender.id))
        #expect(response.problem == "method-not-allowed")
    }

    // MARK: Around it

    @Test(arguments: methods)
    func `says that it cannot, and logs one line without anything of the request`(
        _ method: HTTPRequest.Method
    ) async throws {
        let failing = Collector(store: FailingStore())
        let response = try await failing.request(method, sender, counter: 1)
        #expect(response.status == .serviceUnavailable)
        #expect(response.problem == "unavailable")
        #expect(response.headers[.retryAfter] == "60")
        #expect(failing.counts() == ["reason=unavailable": 1])
        let what = method == .get ? "read back" : "erased"
        #expect(failing.log.fullTexts == ["error: installation not \(what) cause=the disk is full"])
    }

    @Test func `counts from the start`() async throws {
        let text = try await collector.send(.get, "/metrics").text
        #expect(text.contains("butler_telemetry_erasures_total 0\n"))
        #expect(text.contains("butler_telemetry_readbacks_total 0\n"))
    }
}
