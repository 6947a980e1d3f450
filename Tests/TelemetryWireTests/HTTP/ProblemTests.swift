// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct ProblemTests {
    private static let all = Problem.examples

    /// The switch does not compile when a problem is added, which then belongs into the examples too.
    private static func status(_ problem: Problem) -> Int {
        switch problem {
        case .malformedRequest, .notJSON: 400
        case .signatureMissing, .signatureInvalid, .credentialsMissing: 401
        case .blocked: 403
        case .notFound, .nothingStored: 404
        case .methodNotAllowed: 405
        case .requestTooSlow: 408
        case .counterUsed, .identityPinned: 409
        case .erased: 410
        case .bodyTooLarge: 413
        case .addressTooLong: 414
        case .unsupportedMediaType: 415
        case .foreignHost: 421
        case .invalid: 422
        case .tooManyRequests, .tooManyMessages: 429
        case .headersTooLarge: 431
        case .unknownSchemaVersion, .unavailable, .tooManyNew: 503
        }
    }

    @Test(arguments: all)
    func `has the status that senders rely on`(_ problem: Problem) {
        #expect(problem.status == Self.status(problem))
    }

    @Test func `has a slug of its own, and the list of slugs is complete`() {
        #expect(Problem.slugs.count == 24)
        #expect(Set(Problem.slugs).count == Problem.slugs.count)
        for slug in Problem.slugs { #expect(slug.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }) }
    }

    @Test(arguments: all)
    func `says when to try again only if there is something to wait for`(_ problem: Problem) {
        #expect((problem.retryAfter != nil) == [429, 503].contains(problem.status))
        let waits = problem.fields.filter { $0.name == "Retry-After" }.map(\.value)
        #expect(waits == (problem.retryAfter.map { ["\($0)"] } ?? []))
    }

    @Test func `goes with the header fields that its status demands`() {
        #expect(Problem.methodNotAllowed(allowed: ["GET", "HEAD"]).fields.map(\.value) == ["GET, HEAD"])
        let challenges = Problem.credentialsMissing.fields
        #expect(challenges.map(\.name) == ["WWW-Authenticate", "WWW-Authenticate"])
        #expect(challenges.map { $0.value.prefix { $0 != " " } } == ["Basic", "Bearer"])
        for problem in [Problem.malformedRequest, .requestTooSlow, .headersTooLarge] {
            #expect(problem.fields.map(\.name) == ["Connection"])
        }
        #expect(Problem.notFound.fields.isEmpty)
    }

    @Test func `tells those who do not sign who can erase for them`() {
        #expect(Problem.identityPinned.title.contains("operator can erase"))
    }

    @Test func `asks a newer sender to come back after a day`() {
        #expect(Problem.unknownSchemaVersion.retryAfter == 86_400)
        #expect(Problem.unavailable(retryAfter: 60).retryAfter == 60)
    }

    @Test(arguments: all)
    func `is written as problem details`(_ problem: Problem) throws {
        let json = try JSONParser.parse(problem.json)
        #expect(json["type"] == .string("urn:butler-telemetry:\(problem.slug)"))
        #expect(json["status"] == .number("\(problem.status)"))
        #expect(json["title"] == .string(problem.title))
        #expect(!problem.title.isEmpty)
        guard case .object(let members) = json else { return }
        let extra = members.map(\.name).filter { !["type", "title", "status"].contains($0) }
        switch problem {
        case .invalid: #expect(extra == ["errors"])
        case .counterUsed: #expect(extra == ["lastCounter"])
        default: #expect(extra.isEmpty)
        }
    }

    @Test func `names every violated rule`() throws {
        let problem = Problem.invalid([
            Violation(field: "/data/system/id", rule: "required"), Violation(field: "/ts", rule: "text"),
        ])
        let expected = JSONValue.array([
            .object([.init("field", .string("/data/system/id")), .init("rule", .string("required"))]),
            .object([.init("field", .string("/ts")), .init("rule", .string("text"))]),
        ])
        #expect(try JSONParser.parse(problem.json)["errors"] == expected)
    }

    @Test(arguments: [0, 41, UInt64(Int64.max)])
    func `tells the last counter`(_ last: UInt64) throws {
        #expect(try JSONParser.parse(Problem.counterUsed(last: last).json)["lastCounter"] == .number("\(last)"))
    }

    @Test func `repeats nothing of a message that is full of secrets`() throws {
        let secret = "canary"
        let system = JSONValue.object([.init("id", .string(secret)), .init("\(secret).example", .string(secret))])
        let data = JSONValue.object([
            .init("service", .string(secret)), .init("system", system), .init("\(secret) ", .null),
        ])
        let message = JSONValue.object([
            .init("schemaVersion", .number("2")), .init("ts", .string(secret)), .init("data", data),
        ])
        let violations = try MessageShape.v2.violations(message)
        let text = String(decoding: Problem.invalid(violations).json, as: UTF8.self)
        #expect(text.contains("/data/system/id"))
        #expect(!text.contains(secret))
    }

    @Test(arguments: ["{\"canary\"x", "{\"secret\"x"])
    func `is the same for every text that fails to be JSON in one way`(_ text: String) {
        guard case .notJSON(let failure) = MessageShape.v2.failure(Array(text.utf8)) else {
            Issue.record("the text was taken")
            return
        }
        let problem = Problem.notJSON(at: failure.offset, expected: failure.reason)
        #expect(problem.title == "The body is not JSON: expected a colon at byte 9.")
    }
}
