// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams

/// The configuration that all cases are read with.
enum SampleRules {
    static let apps = AppNames([
        (id: "7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab", name: "Sales Overview"),
        (id: "a421f4a2-c311-4ef4-ba41-fe2e6a2b0d69", name: "User event app"),
        (id: "00000002-aaaa-4bbb-8ccc-000000000002", name: "Budget 2021, final"),
    ])

    static let users = UserEventRules(excludedUsers: [
        UserName(directory: "LAB", id: "testuser1"), UserName(directory: "LAB", id: "testuser2"),
    ])

    static let categorisation = Categorisation(
        rules: [
            Categorisation.Rule(
                levels: ["WARN"], action: .categorise([Tag("qs_log_category", "tls")]),
                filters: [.startsWith("TLS"), .endsWith("closed")]),
            Categorisation.Rule(levels: ["WARN", "ERROR"], action: .drop, filters: [.contains("heartbeat")]),
            Categorisation.Rule(
                levels: ["WARN", "ERROR"], action: .categorise([Tag("qs_log_category", "access-denied")]),
                filters: [.contains("was denied for User")]),
            // There is no level at which a performance event would get here.
            Categorisation.Rule(levels: ["INFO"], action: .drop, filters: [.contains("")]),
        ],
        defaultCategories: [Tag("qs_log_category", "unknown")])

    static let performance = PerformanceRules(
        looksUpAppNames: true,
        allApps: PerformanceFilter(
            objectTypes: .all(except: ["filtertype"]), methods: .all(except: ["Doc::Rejected"])))

    static let logs = LogEventRules(
        sources: Set(LogEvent.Source.allCases), categorisation: categorisation, performance: performance)

    static let time = Timestamp(nanoseconds: 1_795_376_376_468_550_317)
}

extension UserEventParser {
    /// Reads a datagram with the sample apps.
    mutating func parse(_ datagram: [UInt8]) -> Result {
        datagram.withUnsafeBytes { parse($0, at: SampleRules.time, appNames: SampleRules.apps) }
    }

    mutating func parse(_ datagram: String) -> Result { parse(Array(datagram.utf8)) }
}

extension LogEventParser {
    /// Reads a datagram with the sample apps.
    func parse(_ datagram: [UInt8]) -> Result {
        datagram.withUnsafeBytes { parse($0, at: SampleRules.time, appNames: SampleRules.apps) }
    }

    func parse(_ datagram: String) -> Result { parse(Array(datagram.utf8)) }
}
