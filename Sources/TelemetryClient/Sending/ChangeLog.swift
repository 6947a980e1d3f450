// SPDX-License-Identifier: MIT

import Logging

/// Logs how sending goes, one line per change of state.
struct ChangeLog {
    enum State: Equatable {
        case accepted, refused, unreachable, unkept, unlisted, unrecorded
    }

    private let logger: Logger
    private let onAttempt: @Sendable (_ isAccepted: Bool) -> Void
    private var last: State?

    /// - Parameter onAttempt: is told of every state that is noted.
    init(logger: Logger, onAttempt: @escaping @Sendable (_ isAccepted: Bool) -> Void) {
        self.logger = logger
        self.onAttempt = onAttempt
    }

    mutating func note(_ state: State, _ detail: String) {
        defer { last = state }
        onAttempt(state == .accepted)
        guard state != last else { return }
        let metadata: Logger.Metadata = detail.isEmpty ? [:] : ["detail": "\(detail)"]
        switch state {
        case .accepted:
            logger.notice("TELEMETRY: the collector accepted the report", metadata: metadata)
        case .refused:
            logger.warning(
                "TELEMETRY: the collector refused the report; nothing else is affected", metadata: metadata)
        case .unreachable:
            logger.warning(
                "TELEMETRY: the report could not be sent, trying again later; nothing else is affected",
                metadata: metadata)
        case .unrecorded:
            logger.warning(
                "TELEMETRY: the report left, but what came of it could not be written down; nothing else is affected",
                metadata: metadata)
        case .unlisted:
            logger.warning("TELEMETRY: no report is sent; nothing else is affected", metadata: metadata)
        case .unkept:
            logger.warning(
                "TELEMETRY: nothing is sent, since its files cannot be used; nothing else is affected",
                metadata: metadata)
        }
    }
}
