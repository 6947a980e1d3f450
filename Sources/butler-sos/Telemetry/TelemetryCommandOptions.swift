// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation
import TelemetryClient

/// What all telemetry commands share: whose telemetry, and for whom the answer is.
struct TelemetryCommandOptions: ParsableArguments {
    @OptionGroup var instance: InstanceOptions

    @Flag(help: "Answer in JSON.")
    var json = false

    /// Opens the instance's telemetry without changing anything.
    func open(mayBeNew: Bool = false, isExampleEnough: Bool = false) throws -> TelemetryInstance {
        try TelemetryInstance(
            configurationPath: try instance.checkedPath(), stateDirectory: instance.state,
            environment: ProcessInfo.processInfo.environment, mayBeNew: mayBeNew, isExampleEnough: isExampleEnough)
    }

    func telemetry() throws -> Telemetry { try open().telemetry }

    /// Prints an answer, and ends with status 1 if it tells of a problem.
    func print(_ answer: CommandAnswer) {
        Swift.print(answer.text(asJSON: json))
        guard answer.isWell else { Foundation.exit(1) }
    }

    /// Notes for people, beside an answer that a program may read.
    func note(_ notes: [String]) {
        guard !json else { return }
        for note in notes { FileHandle.standardError.write(Data("note: \(note)\n".utf8)) }
    }

    /// Asks until "yes" is typed; anything else is a no.
    func confirm(_ question: String, unless isConfirmed: Bool) throws {
        guard !isConfirmed else { return }
        FileHandle.standardError.write(Data("\(question)\nType yes: ".utf8))
        guard readLine() == "yes" else { throw ValidationError("nothing was changed and nothing was sent") }
    }
}
