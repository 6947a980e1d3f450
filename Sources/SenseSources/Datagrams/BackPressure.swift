// SPDX-License-Identifier: MIT

/// Tells when many datagrams wait, from the number that waited together each time.
struct BackPressure: Sendable {
    enum Change: Equatable {
        /// Also the reminder while it lasts.
        case isOn(percent: Double)
        case isOff
    }

    private static let reminder: Duration = .seconds(60)

    private let capacity: Int
    private let threshold: Double
    private(set) var isOn = false
    private var toldAt: Duration?
    private var isTold = false

    /// - Parameter threshold: in percent of `capacity`. It ends below four fifths of that.
    init(capacity: Int, threshold: Int) {
        self.capacity = max(1, capacity)
        self.threshold = Double(threshold)
    }

    /// - Returns: what to log: at most one warning a minute however often it comes and goes, and its end if it was told.
    mutating func update(waiting: Int, at time: Duration) -> Change? {
        let percent = Self.percentage(waiting, of: capacity)
        if percent >= threshold {
            isOn = true
        } else if percent < threshold * 0.8, isOn {
            isOn = false
            defer { isTold = false }
            return isTold ? .isOff : nil
        }
        guard isOn, toldAt.map({ time - $0 >= Self.reminder }) ?? true else { return nil }
        toldAt = time
        isTold = true
        return .isOn(percent: percent)
    }

    static func percentage(_ waiting: Int, of capacity: Int) -> Double {
        Double(waiting) / Double(max(1, capacity)) * 100
    }
}
