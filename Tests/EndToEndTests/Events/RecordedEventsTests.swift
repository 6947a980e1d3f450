// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// The datagrams that the original was recorded with, sent to the program.
@Suite(.serialized)
struct RecordedEventsTests {
    /// As it was when they were recorded.
    private static let settings = EventSite.Settings(
        userEvents: """
            excludeUser: [{directory: LAB, userId: testuser1}, {directory: LAB, userId: testuser2}]
            tags: [{name: env, value: DEV}, {name: foo, value: bar}]
            """,
        logEvents: """
            tags: [{name: env, value: DEV}]
            categorise:
              enable: true
              rules:
                - description: Find access denied errors
                  logLevel: [WARN, ERROR]
                  action: categorise
                  category: [{name: qs_log_category, value: access-denied}]
                  filter: [{type: so, value: was denied for User}]
              ruleDefault:
                enable: true
                category: [{name: qs_log_category, value: unknown}]
            enginePerformanceMonitor:
              enable: true
              appNameLookup: {enable: true}
              monitorFilter:
                allApps:
                  enable: true
                  objectType: {allObjectTypes: true, allObjectTypesExclude: [filtertype]}
                  method: {allMethods: true, allMethodsExclude: ['Doc::Rejected']}
            """)

    @Test(arguments: 1...3)
    func `a database of each version gets the lines that the original wrote`(version: Int) async throws {
        let cases = try RecordedEventCase.all().filter { $0.lines[version] != nil }
        #expect(cases.count >= (version == 1 ? 10 : 19))
        let list = try #require(
            Bundle.module.url(forResource: "recorded-apps", withExtension: "json", subdirectory: "Cases"))
        let apps = Array(try Data(contentsOf: list))
        try await RecordingDatabase.run { database in
            var settings = Self.settings
            settings.databaseVersion = version
            settings.databasePort = database.port
            let site = try await EventSite(settings)
            let certificates = site.simulation.directory.file("site")
            try await AppListServer.run(apps, certificates: certificates) { port in
                let repository = try String(contentsOfFile: certificates + "/repository.txt", encoding: .utf8)
                    .trimmingCharacters(in: .newlines)
                try site.simulation.replace(repository, with: "127.0.0.1:\(port)")
                try site.simulation.replace("rejectUnauthorized: true", with: "rejectUnauthorized: false")
                let monitor = try await site.startMonitor()
                #expect(
                    try await poll {
                        try await site.samples("butlersos_polls_total").contains {
                            $0.key.contains("app_names") && $0.value >= 1
                        }
                    }, "\(monitor.text)")

                let start = Self.now
                let socket = try DatagramSender()
                for (number, example) in cases.enumerated() {
                    try socket.send(example.datagram, to: example.isUserEvent ? site.userPort : site.logPort)
                    try await site.waitUntilRead(number + 1)
                }
                try await site.end(monitor)

                let lines = try await database.lines()
                for (measurement, isUserEvent) in [("user_events", true), ("log_event", false)] {
                    let found = lines.filter { $0.hasPrefix(measurement + ",") }
                    let expected = cases.filter { $0.isUserEvent == isUserEvent }.compactMap { $0.line(version) }
                        .filter { !$0.isEmpty }
                    #expect(found.map(Self.withoutTime) == expected)
                    let times = found.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
                    #expect(times.count == found.count && Set(times).count == times.count)
                    #expect(times.allSatisfy { (start...Self.now).contains($0) })
                }
            }
        }
    }

    private static var now: Int { Int(Date().timeIntervalSince1970 * 1e9) }

    /// The time is not what the original was recorded with: it is the last word of a line.
    private static func withoutTime(_ line: String) -> String {
        line.lastIndex(of: " ").map { String(line[..<$0]) } ?? line
    }
}
