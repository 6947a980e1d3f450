// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import Foundation
import TelemetryFleet
import TelemetryWire

struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send today's report of every simulated installation that is heard today, over HTTP.",
        discussion: """
            The reports are signed like real ones and go through all checks, also through the collector's rate limits. What \
            is refused is counted by status and not sent again. Only to a collector for demonstrations: http to this machine, \
            https elsewhere.
            """)

    @Option(help: "The collector's address: http://127.0.0.1:8340 for example.")
    var url: String

    @Option(help: "How many requests are under way at once.")
    var concurrency = 4

    @OptionGroup var options: FleetOptions

    static let largestFleet = 20_000

    func validate() throws {
        guard (1...64).contains(concurrency) else {
            throw ValidationError("--concurrency: expected a number from 1 to 64, found \(concurrency)")
        }
        guard options.installations <= Self.largestFleet else {
            throw ValidationError(
                "--installations: expected at most \(Self.largestFleet) for send; use fill for larger fleets")
        }
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
            parts.scheme == "https"
                || (parts.scheme == "http" && ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host))
        else {
            throw ValidationError("--url: expected https://HOST[:PORT], or http to this machine, found \"\(url)\"")
        }
    }

    func run() async throws {
        let today = UTCDay.today()
        let sender = FleetSender(
            url: url.hasSuffix("/") ? String(url.dropLast()) : url, concurrency: concurrency,
            // Larger than at any earlier time, as the collector wants it.
            counter: UInt64(max(1, Date().timeIntervalSince1970)))
        let tally = await sender.send(try options.fleet(until: today), on: today)
        print(
            "Simulated reports: \(tally.sent) sent, \(tally.accepted) accepted, \(tally.silent) installations silent.")
        for (reason, count) in tally.refused.sorted(by: { $0.key < $1.key }) {
            print("Not accepted: \(count) × \(reason)")
        }
        guard tally.refused.isEmpty else { throw ValidationError("not every simulated report was accepted") }
    }
}
