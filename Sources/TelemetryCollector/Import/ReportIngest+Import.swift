// SPDX-License-Identifier: MIT

package import TelemetryStore
package import TelemetryWire

extension ReportIngest {
    /// What became of a report out of a file.
    package enum ImportOutcome: Sendable, Equatable {
        case stored
        /// The store holds it, or holds what it says.
        case alreadyThere
    }

    /// Takes a report out of a file, under the rules for a signed report that is sent.
    ///
    /// It counts on the day of its own time; a time in the future counts as today. A store remembers the last message of an
    /// installation alone, so a used counter is no error if the history says already what the report says: files may be
    /// imported again.
    package func receive(
        _ report: SignedReport, history: any HistoryReader
    ) async throws(Problem) -> ImportOutcome {
        let taken = try await counted(schemaVersion: 2) { () async throws(Problem) in
            guard report.body.count <= TelemetryHTTP.maximumBodySize else { throw .bodyTooLarge }
            let (message, proof) = try readV2(report.body) { () throws(Problem) in
                try .verified(
                    key: report.key, counter: report.counter, signature: report.signature, of: .report(report.body))
            }
            let day = try importDay(of: message)
            let submission = submission(of: message, body: report.body, proof: proof, day: day)
            do throws(Problem) {
                return try await store(submission, message)
            } catch {
                guard case .counterUsed = error, await holds(submission, history) else { throw error }
                return Taken(
                    receipt: Receipt(
                        sha256: submission.bodySHA256, received: day, schemaVersion: message.schemaVersion),
                    isRepeated: true)
            }
        }
        return taken.isRepeated ? .alreadyThere : .stored
    }

    private func importDay(of message: MessageReader.Message) throws(Problem) -> UTCDay {
        let today = today()
        let day = min(message.time?.day ?? today, today)
        guard day >= today.advanced(by: -SpanRule.retentionDays) else {
            throw .invalid([Violation(field: "/ts", rule: "a time within the last 13 months")])
        }
        return day
    }

    /// A history that cannot be read counts as one that says nothing: the report is refused, and may come again.
    private func holds(_ submission: Submission, _ history: any HistoryReader) async -> Bool {
        let isHeld = try? await history.holds(submission.state, of: submission.installation, on: submission.day)
        return isHeld ?? false
    }
}
