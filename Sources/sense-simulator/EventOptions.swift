// SPDX-License-Identifier: MIT

import ArgumentParser
import SenseSimulator

/// What the events are.
struct EventOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The kinds that take turns, separated by commas: \(EventKind.names()). One that stands there twice comes "
                + "twice as often. (default: all)",
            valueName: "list"
        )
    )
    var kinds: String?

    @Flag(help: "Send what the appenders for version 5.6 of the monitor send: user events only, by other names.")
    var olderGeneration = false

    @Option(help: ArgumentHelp("The number of the first event.", valueName: "number"))
    var firstNumber = 1

    @Option(
        help: ArgumentHelp(
            "Also send datagrams that no appender makes, without a number: so many percent of all datagrams, 1 if "
                + "PERCENT is left out. The kinds are \(MalformedDatagram.names); all gives so many percent of each. "
                + "May be repeated.",
            valueName: "kind[=percent]"
        )
    )
    var malformed: [String] = []

    /// The datagrams of a site at a time.
    func feed(of site: SimulatedSite, at time: Double) throws -> EventFeed {
        EventFeed(
            site: site, kinds: try chosenKinds(), generation: generation, malformed: try shares(), first: firstNumber,
            at: time)
    }

    /// Refuses values that make no events, in a sentence that names the option.
    func validate() throws {
        _ = try chosenKinds()
        let total = try shares().values.reduce(0, +)
        // A tenth ten times is not quite one.
        guard total < 1 + 1e-6 else {
            throw ValidationError(
                "--malformed: the shares are \(Int((total * 100).rounded(.up))) % together; allowed are 100 % at most")
        }
        guard (1...EventFeed.largestNumber).contains(firstNumber) else {
            throw ValidationError("--first-number \(firstNumber): allowed are 1 to \(EventFeed.largestNumber)")
        }
    }

    private var generation: EventKind.Generation { olderGeneration ? .version5 : .version15 }

    private func chosenKinds() throws -> [EventKind] {
        let allowed = EventKind.all(generation)
        guard let kinds else { return allowed }
        return try kinds.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let kind = EventKind(rawValue: String(name)), allowed.contains(kind) else {
                throw ValidationError(
                    "--kinds \(kinds): there is no kind '\(name)'; allowed are \(EventKind.names(allowed))")
            }
            return kind
        }
    }

    private func shares() throws -> [MalformedDatagram: Double] {
        var shares: [MalformedDatagram: Double] = [:]
        for argument in malformed {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let kind = MalformedDatagram(rawValue: String(parts[0]))
            guard kind != nil || parts[0] == "all" else {
                throw ValidationError(
                    "--malformed \(argument): there is no kind '\(parts[0])'; allowed are all, \(MalformedDatagram.names)"
                )
            }
            guard let percent = parts.count == 1 ? 1 : Double(parts[1]), (0...100).contains(percent) else {
                throw ValidationError("--malformed \(argument): '\(parts[1])' is no percentage; allowed are 0 to 100")
            }
            for kind in kind.map({ [$0] }) ?? MalformedDatagram.allCases { shares[kind] = percent / 100 }
        }
        return shares
    }
}
