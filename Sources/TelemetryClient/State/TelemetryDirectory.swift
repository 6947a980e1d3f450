// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire

/// What the client keeps between starts: its secret, what it remembers, and what it sent. Readable by its owner only.
package struct TelemetryDirectory: Sendable {
    private let folder: PrivateFolder

    /// - Parameter patience: how long another process may be busy with it; short for a service, whose start must not wait.
    package init(path: String, patience: Duration = .milliseconds(200)) {
        folder = PrivateFolder(path: path, patience: patience)
    }

    package var path: String { folder.path }

    /// Makes the directory if needed and proves that it can be written to.
    ///
    /// - Returns: true if other users had rights to it until now.
    @discardableResult
    package func prepare() throws(TelemetryStateFailure) -> Bool {
        let wasOpenToOthers = try folder.prepare()
        try folder.locked { () throws(TelemetryStateFailure) in
            try folder.removeUnfinished(Self.files)
            // A write waits for the disk, and this is on the way to the first poll. It is a help for people: nothing depends
            // on it.
            let old = try? folder.read("README.txt", repairs: false)
            if old?.text != Self.explanation { try? folder.write(Self.explanation, to: "README.txt") }
        }
        return wasOpenToOthers
    }

    /// The secret, and whether other users could read it or its backup.
    package struct StoredSecret: Sendable {
        package var secret: InstallSecret
        package var wasOpenToOthers: Bool
    }

    /// The stored secret, from its file or, if that is damaged or gone, from the backup; `nil` if there never was one.
    ///
    /// - Parameter repairs: write the one anew that is damaged or gone, and let nobody else read either. Only within an
    ///   `update`: else a secret that another process removes meanwhile would come back.
    package func secret(repairs: Bool) throws(TelemetryStateFailure) -> StoredSecret? {
        let main = try folder.read("secret", repairs: repairs)
        let mainSecret = main.flatMap { Self.secret(in: $0.text) }
        // With a good secret the backup may be whatever it is.
        let backup: PrivateFolder.Content?
        do { backup = try folder.read("secret.bak", repairs: repairs) } catch {
            guard mainSecret != nil else { throw error }
            backup = nil
        }
        let backupSecret = backup.flatMap { Self.secret(in: $0.text) }
        guard let secret = mainSecret ?? backupSecret else {
            guard main != nil || backup != nil else { return nil }
            throw TelemetryStateFailure(
                file: "\(path)/\(main == nil ? "secret.bak" : "secret")",
                problem: "is damaged, and so is its backup: expected 64 hexadecimal digits. Restore it, or start "
                    + "anew")
        }
        if repairs, mainSecret == nil { try folder.write(Self.text(of: secret), to: "secret") }
        if repairs, backupSecret != secret { try? folder.write(Self.text(of: secret), to: "secret.bak") }
        return StoredSecret(
            secret: secret,
            wasOpenToOthers: main?.wasOpenToOthers ?? false || backup?.wasOpenToOthers ?? false)
    }

    private static func secret(in text: String) -> InstallSecret? {
        Hex.decode(text.trimmed).flatMap { InstallSecret($0) }
    }

    private static func text(of secret: InstallSecret) -> String { Hex.encode(secret.forStorage) + "\n" }

    package func store(_ secret: InstallSecret) throws(TelemetryStateFailure) {
        try folder.write(Self.text(of: secret), to: "secret.bak")
        try folder.write(Self.text(of: secret), to: "secret")
    }

    /// Puts a new secret in the place of the old one, within an `update`.
    ///
    /// - Parameter state: what is left of what was remembered. It is stored first: a crash in between must not pair the
    ///   ID of the old secret with the new one, which the collector would refuse for ever.
    package func replaceSecret(
        with secret: InstallSecret, keeping state: TelemetryState
    ) throws(TelemetryStateFailure) {
        try store(state)
        try store(secret)
    }

    /// What was remembered; a new start if there is nothing. A "no" is kept twice, and either is enough.
    package func state() throws(TelemetryStateFailure) -> TelemetryState {
        let isDisabled = try folder.read("disabled", repairs: false) != nil
        guard let text = try folder.read("state.json", repairs: false)?.text else {
            var state = TelemetryState()
            state.isDisabled = isDisabled
            return state
        }
        do {
            var state = try JSONDecoder().decode(TelemetryState.self, from: Data(text.utf8))
            state.isDisabled = state.isDisabled || isDisabled
            return state
        } catch {
            throw TelemetryStateFailure(
                file: "\(path)/state.json",
                problem: "is damaged, so nothing is sent. Restore it, or start anew")
        }
    }

    /// Changes what is remembered, so that no other process changes it in between.
    @discardableResult
    package func update<Result>(
        _ change: (inout TelemetryState) throws(TelemetryStateFailure) -> Result
    ) throws(TelemetryStateFailure) -> Result {
        try folder.locked { () throws(TelemetryStateFailure) in
            let old = try state()
            var new = old
            let result = try change(&new)
            if new != old { try store(new) }
            return result
        }
    }

    /// Stores the choice "no", whatever the state of the rest: a damaged file is put aside, and nothing of it is lost.
    package func storeNo() throws(TelemetryStateFailure) {
        try folder.locked { () throws(TelemetryStateFailure) in
            var state = TelemetryState()
            do { state = try self.state() } catch { try folder.putAside("state.json") }
            state.isDisabled = true
            try store(state)
        }
    }

    /// Forgets everything but whether telemetry is disabled, damaged or not: the next identity has nothing of this one.
    ///
    /// - Parameter history: also what was sent.
    package func reset(history: Bool, isDisabled: Bool? = nil) throws(TelemetryStateFailure) {
        try folder.locked { () throws(TelemetryStateFailure) in
            var state = TelemetryState()
            // What cannot be read could have said no.
            state.isDisabled = isDisabled ?? ((try? self.state())?.isDisabled ?? true)
            try store(state)
            // The backup first: a crash in between leaves a whole secret or none.
            for name in ["secret.bak", "secret"] { try folder.remove(name) }
            try folder.remove("state.json.damaged")
            try folder.removeUnfinished(Self.files)
            if history { try folder.remove("history.jsonl") }
        }
    }

    /// The lines of the history, oldest first.
    package func historyLines() throws(TelemetryStateFailure) -> [Substring] {
        Self.lines(in: try folder.read("history.jsonl", repairs: false)?.text ?? "")
    }

    /// Whatever ends a line, or one damaged line would swallow its neighbour.
    private static func lines(in text: String) -> [Substring] { text.split { $0 == "\n" || $0 == "\r\n" } }

    /// Adds a line to the history. When it outgrows two million characters, the older half goes.
    ///
    /// - Parameter id: whose history. If a command erased or replaced that identity meanwhile, nothing is written.
    /// - Returns: true if the line was written.
    @discardableResult
    package func appendHistory(_ line: String, of id: String) throws(TelemetryStateFailure) -> Bool {
        try folder.locked { () throws(TelemetryStateFailure) in
            guard try state().id == id else { return false }
            let text = try folder.read("history.jsonl", repairs: true)?.text ?? ""
            if text.utf8.count > Self.largestHistory {
                let lines = Self.lines(in: text)
                try folder.write(
                    lines.suffix(lines.count / 2).joined(separator: "\n") + "\n", to: "history.jsonl")
            }
            try folder.append(line, to: "history.jsonl")
            return true
        }
    }

    /// The right to have a request on its way, so that an erasure is not overtaken by a report. Given up when the value goes.
    ///
    /// - Returns: `nil` while another process has it.
    package func claimSending() throws(TelemetryStateFailure) -> SendingClaim? {
        try folder.claim("sending").map(SendingClaim.init)
    }

    private static let files = ["README.txt", "secret", "secret.bak", "state.json", "disabled", "history.jsonl"]

    /// About two years of two reports a day.
    static let largestHistory = 2_000_000

    private func store(_ state: TelemetryState) throws(TelemetryStateFailure) {
        if !state.isDisabled { try folder.remove("disabled") }
        if state.isDisabled, try folder.read("disabled", repairs: false) == nil {
            try folder.write("Telemetry is disabled.\n", to: "disabled")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let data = try? encoder.encode(state) else {
            throw TelemetryStateFailure(file: "\(path)/state.json", problem: "cannot be written: it is no JSON")
        }
        try folder.write(String(decoding: data, as: UTF8.self) + "\n", to: "state.json")
    }

    private static let explanation = """
        This folder belongs to the anonymous telemetry of the program that made it.

        secret         32 random bytes, made here, never sent. The installation's ID is made with it.
        secret.bak     a copy, for the case that the first is damaged
        state.json     the ID, a counter against replay, and what was decided about telemetry
        disabled       only if telemetry was disabled with a command; a second copy of that
        history.jsonl  every report that was sent or exported, with the collector's receipt
        lock           held while one of them is changed; sending, while a request is on its way

        Delete the folder while the program is stopped, and the installation starts anew with another ID.
        What was reported under the old ID can then no longer be erased by a signed request, so erase first.

        """
}
