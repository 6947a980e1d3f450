// SPDX-License-Identifier: MIT

import SeededNumbers

/// What goes wrong when, drawn from a seed before anything starts.
struct FaultSchedule {
    enum Target: Int, CaseIterable {
        /// Killed, and started again.
        case influx, broker, database
        /// Answers otherwise for a while.
        case newRelic
    }

    struct Fault {
        var target: Target
        /// Seconds since events are sent.
        var from: Int
        var to: Int
        var answer: NewRelicRecorder.Answer = .takes
    }

    let faults: [Fault]
    /// A script for the simulated site, whose time begins a little earlier.
    let siteScript: String

    private static let siteFaults = [
        "timeout", "http500", "bad-json", "refuse", "html-login", "huge", "wrong-types", "close-mid-body", "trickle",
        "http401", "http429",
    ]

    /// - Parameter seconds: how long events are sent. The last part of it, at most a minute, is quiet.
    init(seed: UInt64, seconds: Int, servers: Int) {
        let span = 10...max(10, seconds - min(60, seconds / 3))
        faults = Target.allCases.flatMap { target in
            var random = SplitMix64(seed: seed, target.rawValue)
            return Self.spans(within: span, pause: 15...60, &random).map { from, to in
                var fault = Fault(target: target, from: from, to: to)
                let answers = NewRelicRecorder.Answer.faults
                if target == .newRelic { fault.answer = answers[random.number(in: 0...answers.count - 1)] }
                return fault
            }
        }.sorted { ($0.from, $0.target.rawValue) < ($1.from, $1.target.rawValue) }
        siteScript = (0..<max(1, servers / 10)).flatMap { lane in
            var random = SplitMix64(seed: seed, Target.allCases.count + lane)
            return Self.spans(within: span, pause: 5...20, &random).map { from, to in
                let kind = Self.siteFaults[random.number(in: 0...Self.siteFaults.count - 1)]
                return "\(from)s-\(to)s \(kind)@\(random.number(in: 1...servers))"
            }
        }.joined(separator: "\n")
    }

    /// Faults of 5 to 30 seconds, one after the other.
    private static func spans(
        within span: ClosedRange<Int>, pause: ClosedRange<Int>, _ random: inout SplitMix64
    ) -> [(from: Int, to: Int)] {
        var spans: [(from: Int, to: Int)] = []
        var from = span.lowerBound + random.number(in: 0...pause.lowerBound)
        while true {
            let to = from + random.number(in: 5...30)
            guard to <= span.upperBound else { return spans }
            spans.append((from, to))
            from = to + random.number(in: pause)
        }
    }

    /// For people.
    var lines: [String] {
        faults.map { fault in
            let what = fault.target == .newRelic ? "New Relic \(fault.answer.rawValue)" : "\(fault.target) killed"
            return "  \(fault.from)-\(fault.to) s  \(what)"
        } + siteScript.split(separator: "\n").map { "  site: \($0)" }
    }

    /// When something of this kind was killed.
    func starts(of target: Target) -> [Int] { faults.filter { $0.target == target }.map(\.from) }
}
