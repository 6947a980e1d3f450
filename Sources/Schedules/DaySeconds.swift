// SPDX-License-Identifier: MIT

/// Some seconds of a day: a word for each minute, with a bit for each second.
struct DaySeconds: Equatable {
    private static let wholeMinute: UInt64 = 1 << 60 - 1

    private var minutes: [UInt64]

    /// All of them.
    init() { minutes = Array(repeating: Self.wholeMinute, count: 1440) }

    /// Those in all of some hours, minutes of the hour and seconds of the minute.
    init(hours: [Int], minutes: [Int], seconds: [Int]) {
        self.minutes = Array(repeating: 0, count: 1440)
        let word = seconds.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        for hour in hours {
            for minute in minutes { self.minutes[hour * 60 + minute] = word }
        }
    }

    init(times: [Int]) {
        minutes = Array(repeating: 0, count: 1440)
        for time in times { minutes[time / 60] |= 1 << UInt64(time % 60) }
    }

    var isEmpty: Bool { minutes.allSatisfy { $0 == 0 } }

    /// The first one from a second after midnight on.
    func first(from second: Int) -> Int? {
        var mask = UInt64.max << UInt64(second % 60)
        for minute in second / 60..<minutes.count {
            let left = minutes[minute] & mask
            if left != 0 { return minute * 60 + left.trailingZeroBitCount }
            mask = .max
        }
        return nil
    }

    mutating func formIntersection(_ other: DaySeconds) {
        for minute in minutes.indices { minutes[minute] &= other.minutes[minute] }
    }

    mutating func subtract(_ other: DaySeconds) {
        for minute in minutes.indices { minutes[minute] &= ~other.minutes[minute] }
    }
}
