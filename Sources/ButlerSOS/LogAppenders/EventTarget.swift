// SPDX-License-Identifier: MIT

/// Where Sense is to send its events.
package struct EventTarget: Sendable, Equatable {
    /// The monitor's host, as the Sense servers reach it.
    package var host: String
    package var userPort = 9997
    package var logPort = 9996

    package init(host: String) { self.host = host }

    func port(_ port: LogAppender.Port) -> Int {
        switch port {
        case .userEvents: userPort
        case .logEvents: logPort
        }
    }

    /// Everything that is wrong with it, each with what was expected.
    var problems: [String] {
        var problems: [String] = []
        if let obstacle = SendableHost(host).obstacle { problems.append("--host \(host): expected \(obstacle)") }
        for (name, port) in [("user", userPort), ("log", logPort)] where !(1...65_535).contains(port) {
            problems.append("the port for \(name) events: expected 1 to 65535, found \(port)")
        }
        if userPort == logPort {
            problems.append("expected different ports for user events and log events, found \(userPort) for both")
        }
        return problems
    }

    /// What is worth saying, but no mistake.
    var notes: [String] {
        guard SendableHost(host).isLoopback else { return [] }
        return [
            "\(host) is the host that Sense itself runs on: events of Sense on another host do not reach this monitor"
        ]
    }
}
