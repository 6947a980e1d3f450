// SPDX-License-Identifier: MIT

import Testing

@testable import ButlerSOS

@Suite struct HealthCheckPortTests {
    private func port(_ given: Int? = nil, _ path: String? = nil) throws -> Int {
        try HealthCheckPort.choose(given, configurationPath: path, environment: [:])
    }

    @Test func `is the given one, else the file's, else the usual one`() throws {
        let site = try Site(root: "dockerHealthCheck: {enable: true, port: 7777}\nlogLevel: loud")
        #expect(try port(4711, site.path) == 4711)
        #expect(try port(nil, site.path) == 7777)
        #expect(try port() == 12_398)
    }

    @Test func `a monitor that does not answer is no port`() throws {
        let site = try Site()
        let failure = try #require(throws: HealthCheckPort.Failure.self) { try port(nil, site.path) }
        #expect(failure.description.contains("dockerHealthCheck.enable is not true"))
        #expect(throws: HealthCheckPort.Failure.self) { try port(0) }
        #expect(throws: HealthCheckPort.Failure.self) { try port(65_536) }
        #expect(throws: (any Error).self) { try port(nil, "/nowhere/production.yaml") }
    }
}
