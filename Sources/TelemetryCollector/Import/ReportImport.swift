// SPDX-License-Identifier: MIT

package import TelemetryStore
import TelemetryWire

/// Takes the reports of a file in, one JSON object per line. A line that is refused does not stop the others.
package struct ReportImport: Sendable {
    private let ingest: ReportIngest
    private let history: any HistoryReader

    package init(ingest: ReportIngest, history: any HistoryReader) {
        self.ingest = ingest
        self.history = history
    }

    /// How many lines were taken and how many were not. Empty lines are not counted.
    package struct Counts: Sendable, Equatable {
        package var stored = 0
        package var alreadyThere = 0
        package var refused = 0

        package init(stored: Int = 0, alreadyThere: Int = 0, refused: Int = 0) {
            self.stored = stored
            self.alreadyThere = alreadyThere
            self.refused = refused
        }
    }

    /// A line that was not taken, and why, in words that repeat nothing of it.
    package struct Refusal: Sendable, Equatable {
        /// The first line is 1.
        package var line: Int
        package var reason: String

        package init(line: Int, reason: String) {
            self.line = line
            self.reason = reason
        }
    }

    /// The store failed, so that every further line would be refused for no fault of its own.
    package struct Interrupted: Error, Equatable, CustomStringConvertible {
        /// The first line that was not stored.
        package var line: Int

        package init(line: Int) { self.line = line }

        package var description: String {
            "stopped at line \(line), which cannot be stored at the moment; import the file again later"
        }
    }

    /// Reads a file to its end.
    ///
    /// - Parameters:
    ///   - next: the next bytes of the file; none at its end.
    ///   - counts: is added to, line by line, so that it is right also if reading fails.
    ///   - refused: is told each line that is not taken.
    package func run(
        reading next: () throws -> [UInt8], counting counts: inout Counts, refused: (Refusal) -> Void
    ) async throws {
        var (splitter, number, isAtEnd) = (LineSplitter(), 0, false)
        while !isAtEnd {
            let piece = try next()
            isAtEnd = piece.isEmpty
            for line in isAtEnd ? splitter.finish() : splitter.add(piece) {
                number += 1
                switch await take(line) {
                case .stored: counts.stored += 1
                case .alreadyThere: counts.alreadyThere += 1
                case .empty: break
                case .storeFailed: throw Interrupted(line: number)
                case .refused(let reason):
                    counts.refused += 1
                    refused(Refusal(line: number, reason: reason))
                }
            }
        }
    }

    private enum Fate {
        case stored, alreadyThere, empty, storeFailed
        case refused(String)
    }

    private func take(_ line: LineSplitter.Line) async -> Fate {
        guard case .complete(let bytes) = line else {
            return .refused("the line: expected at most \(LineSplitter.longestLine) bytes")
        }
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return .empty }
        let report: SignedReport
        do { report = try SignedReport(line: bytes) } catch { return .refused(error.description) }
        do {
            return switch try await ingest.receive(report, history: history) {
            case .stored: .stored
            case .alreadyThere: .alreadyThere
            }
        } catch {
            if case .unavailable = error { return .storeFailed }
            return .refused(Self.reason(error))
        }
    }

    private static func reason(_ problem: Problem) -> String {
        guard case .invalid(let violations) = problem else { return problem.title }
        return ([problem.title] + violations.map { "\($0.field): \($0.rule)." }).joined(separator: " ")
    }
}
