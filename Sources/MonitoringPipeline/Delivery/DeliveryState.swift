// SPDX-License-Identifier: MIT

/// Remembers whether a destination works, so that only changes are logged.
struct DeliveryState {
    enum Change: Equatable { case up, down }

    private var isDown = false

    mutating func failed() -> Change? {
        defer { isDown = true }
        return isDown ? nil : .down
    }

    mutating func succeeded() -> Change? {
        defer { isDown = false }
        return isDown ? .up : nil
    }
}
