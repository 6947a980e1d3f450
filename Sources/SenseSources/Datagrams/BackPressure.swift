// SPDX-License-Identifier: MIT

/// Tells when many datagrams wait, from the share of what may wait that waited together each time.
struct BackPressure: Sendable {
    enum Change: Equatable {
        /// Also the reminder while it lasts.
        case isOn(percent: Double)
        case isOff
    }

    private static let reminder: Duration = .seconds(60)

    private let threshold: Double
    private(set) var isOn = false
    private var toldAt: Duration?
    private var isTold = false

    /// - Parameter threshold: in percent of what may wait. It ends below four fifths of that.
    init(threshold: Int) { self.threshold = Double(threshold) }

    /// - Returns: what to log: at most one warning a minute however often it comes and goes, and its end if it was told.
    mutating func update(percent: Double, at time: Duration) -> Change? {
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
