// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import TelemetryClient

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say whether telemetry is on, which switch decided, and how it went.")

    @OptionGroup var options: TelemetryCommandOptions

    func run() throws {
        let instance = try options.open()
        options.print(instance.telemetry.status(at: Telemetry.now(), isRunning: instance.isRunning))
    }
}

struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Print the exact report that would be sent now; send nothing.")

    @OptionGroup var options: TelemetryCommandOptions

    @Flag(help: "Also say what each field is for, and what the ID is made from.")
    var explain = false

    func run() throws {
        let telemetry = try options.open(mayBeNew: true, isExampleEnough: true).telemetry
        options.print(telemetry.preview(at: Telemetry.now(), explain: explain))
        options.note(telemetry.notes)
    }
}

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Print every report that left, and what the collector said.")

    @OptionGroup var options: TelemetryCommandOptions

    func run() throws { options.print(try options.telemetry().history()) }
}

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the history: signatures, and the collector's receipts against the bytes.")

    @OptionGroup var options: TelemetryCommandOptions

    @Flag(help: "Ask the collector what it holds, and compare. Sends one signed request.")
    var online = false

    func run() async throws {
        let telemetry = try options.telemetry()
        options.print(online ? try await telemetry.verifyOnline() : try telemetry.verify())
    }
}
