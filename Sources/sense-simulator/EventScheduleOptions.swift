// SPDX-License-Identifier: MIT

import ArgumentParser
import SenseSimulator

/// When the events are sent, and how many.
struct EventScheduleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("So many datagrams a second.", valueName: "number"))
    var rate: Int?

    @Option(help: ArgumentHelp("So many datagrams at once, as fast as they can be sent.", valueName: "number"))
    var burst: Int?

    @Option(
        help: ArgumentHelp(
            "Rates and bursts that come and go: lines of the form FROM-TO rate NUMBER and AT burst NUMBER, with times "
                + "since the start such as 0s, 90s, 2m, 1h or, for TO, end; 'repeat every DURATION' starts again; # "
                + "begins a comment.",
            valueName: "file"
        )
    )
    var script: String?

    @Option(help: ArgumentHelp("Stop after so many datagrams.", valueName: "number"))
    var count: Int?

    /// When datagrams are due; reads the file.
    var schedule: EventSchedule {
        get throws {
            if let rate { return EventSchedule(rate: rate) }
            if let burst { return EventSchedule(burst: burst) }
            guard let script else { throw Self.choice }
            return try EventSchedule(parsing: ScriptFile.text(of: script, option: "--script"), file: script)
        }
    }

    /// Refuses what is no schedule, in a sentence that names the option.
    func validate() throws {
        guard [rate != nil, burst != nil, script != nil].count(where: { $0 }) == 1 else { throw Self.choice }
        for (option, number) in [("--rate", rate), ("--burst", burst), ("--count", count)] {
            if let number, !(1...EventSchedule.largestCount).contains(number) {
                throw ValidationError("\(option) \(number): allowed are 1 to \(EventSchedule.largestCount)")
            }
        }
    }

    private static let choice = ValidationError("one of --rate, --burst and --script is needed")
}
