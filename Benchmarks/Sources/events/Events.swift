// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// Measures what becomes of events over UDP: at a steady rate, in a burst, and while the destination is down.
///
/// usage: events PROGRAM_FOLDER SECONDS RATE [user|log|all|bare|burst|burst-default|bare-burst|down|down-small ...]
@main
struct Events {
    /// What the original, 15.0.1, used on such a machine, in CPU seconds for a million events.
    static let originalSeconds = 145.0
    static let everything = [
        "user", "log", "all", "bare", "burst", "burst-default", "bare-burst", "down", "down-small",
    ]

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 3, let seconds = Int(arguments[1]), let rate = Int(arguments[2]) else {
            print("usage: events PROGRAM_FOLDER SECONDS RATE [\(everything.joined(separator: "|")) ...]")
            exit(1)
        }
        let folder = arguments[0]
        let steady = ["--rate", "\(rate)", "--count", "\(rate * seconds)"]
        let burst = ["--burst", "100000", "--count", "100000"]
        let slow = ["--rate", "5000", "--count", "\(5000 * seconds)"]
        for scenario in arguments.count > 3 ? Array(arguments.dropFirst(3)) : everything {
            switch scenario {
            case "user":
                let kinds = "user-session,user-connection"
                try measure("\(rate)/s for \(seconds) s, \(kinds)", folder) { try $0.send(steady, kinds: kinds) }
            case "log":
                let kinds = "engine,proxy,repository,scheduler,performance"
                try measure("\(rate)/s for \(seconds) s, \(kinds)", folder) { try $0.send(steady, kinds: kinds) }
            case "all":
                try measure("\(rate)/s for \(seconds) s, all kinds", folder) { try $0.send(steady, kinds: "all") }
            case "burst":
                try measure("a burst of 100000, all kinds, which may all wait", folder, maximumWaiting: 100_000) {
                    try $0.send(burst, kinds: "all")
                }
            case "burst-default":
                try measure("a burst of 100000, all kinds, of which 200 may wait", folder) {
                    try $0.send(burst, kinds: "all")
                }
            case "bare": try bare("\(rate)/s for \(seconds) s, all kinds, only read", folder, steady)
            case "bare-burst": try bare("a burst of 100000, all kinds, only read", folder, burst)
            case "down":
                try measure("5000/s for \(seconds) s while the destination is down, all kinds", folder) {
                    try down($0, slow)
                }
            case "down-small":
                try measure("the same with 20 MB of disk", folder, spoolMebibytes: 20) { try down($0, slow) }
            default:
                print("events: no scenario called \(scenario)")
                exit(1)
            }
        }
    }

    private static func down(_ run: MonitorRun, _ arguments: [String]) throws {
        run.sink.setDown(true)
        try run.send(arguments, kinds: "all")
        run.sink.setDown(false)
    }

    /// One monitor at a time: all have the same ports.
    private static func measure(
        _ title: String, _ folder: String, spoolMebibytes: Int? = nil, maximumWaiting: Int = 200,
        _ send: (MonitorRun) throws -> Void
    ) throws {
        let run = try MonitorRun(folder, spoolMebibytes: spoolMebibytes, maximumWaiting: maximumWaiting)
        try send(run)
        try run.settle()
        print(title)
        print("  \(try run.result(originalSeconds))")
        fflush(nil)
    }

    /// The same sender, and nobody who makes anything of what it sends.
    private static func bare(_ title: String, _ folder: String, _ arguments: [String]) throws {
        let receiver = try BareReceiver(ports: [MonitorRun.ports.user, MonitorRun.ports.log], buffer: 4 << 20)
        let work = try WorkFolder()
        let sender = try Program(
            "\(folder)/sense-simulator",
            MonitorRun.senderArguments + arguments, log: work.file("sender.log"))
        let seconds = sender.secondsToExit()
        let (received, cpu) = receiver.result()
        print(title)
        print(
            String(
                format: "  read %d, CPU %.2f s a million datagrams; the sender took %.2f s\n  %@", received,
                cpu / Double(max(received, 1)) * 1e6, seconds,
                sender.output.replacingOccurrences(of: "\n", with: " ")))
        fflush(nil)
    }
}
