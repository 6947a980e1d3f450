// SPDX-License-Identifier: MIT

import Foundation

/// The programs under test, as the build left them beside the test bundle.
enum Programs {
    static let monitor = path("butler-sos")
    static let collector = path("butler-telemetry")
    static let simulator = path("sense-simulator")
    /// Plays and records the network in the tests of silence.
    static let sink = path("network-sink")

    static func path(_ name: String) -> String {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent(name).path
    }
}
