// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams

@testable import SenseSimulator

/// What the monitor makes of a datagram.
enum ReadDatagram: Equatable {
    case user(UserEvent)
    case log(LogEvent)
    case rejected(RejectionReason)

    /// The number of the event, from the field that says it; `nil` if that has none.
    var number: Int? {
        switch self {
        case .user(let event): Self.afterHash(event.text(.userID))
        case .log(let event) where event.source == .performance:
            event.performance.flatMap { $0.handle > 0 ? $0.handle : nil }
        case .log(let event): Self.afterHash(event.text(.message))
        case .rejected: nil
        }
    }

    private static func afterHash(_ text: String) -> Int? {
        text.split(separator: "#", omittingEmptySubsequences: false).last.flatMap { $0.count == 10 ? Int($0) : nil }
    }
}

/// Reads as a monitor that wants everything.
final class DatagramReader {
    private var users = UserEventParser()
    private let logs = LogEventParser(
        rules: LogEventRules(
            sources: Set(LogEvent.Source.allCases),
            performance: PerformanceRules(looksUpAppNames: false, allApps: PerformanceFilter())))

    func read(_ datagram: [UInt8], from port: EventKind.Port) -> ReadDatagram? {
        datagram.withUnsafeBytes { bytes in
            switch port {
            case .user:
                switch users.parse(bytes, at: Timestamp(nanoseconds: 0), appNames: nil) {
                case .event(let event): return .user(event)
                case .rejected(let reason, _): return .rejected(reason)
                case .excluded: return nil
                }
            case .log:
                switch logs.parse(bytes, at: Timestamp(nanoseconds: 0), appNames: nil) {
                case .event(let event): return .log(event)
                case .rejected(let reason, _): return .rejected(reason)
                case .filtered, .unmonitored: return nil
                }
            }
        }
    }
}
