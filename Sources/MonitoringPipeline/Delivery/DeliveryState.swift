// SPDX-License-Identifier: MIT

/// Remembers whether something works, and why it does not, so that only changes are logged.
struct DeliveryState {
    enum Change: Equatable {
        case up
        case down
        /// It still does not work, but for another reason.
        case otherwise
    }

    private var cause: String?

    /// - Parameter cause: what stays the same as long as the reason does.
    mutating func failed(_ cause: String) -> Change? {
        defer { self.cause = cause }
        guard let last = self.cause else { return .down }
        return last == cause ? nil : .otherwise
    }

    mutating func succeeded() -> Change? {
        defer { cause = nil }
        return cause == nil ? nil : .up
    }
}
