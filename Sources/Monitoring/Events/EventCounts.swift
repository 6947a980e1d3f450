// SPDX-License-Identifier: MIT

/// How many events came from each source, host and subsystem.
///
/// Has a bound: when there are too many different ones, what comes anew is counted as `other`.
package struct EventCounts: Sendable {
    package struct Entry: Sendable, Equatable {
        package var source: String
        package var host: String
        package var subsystem: String
        package var count: Int
    }

    /// More than any site has, and little memory.
    package static let defaultLimit = 1000

    private let limit: Int
    private var keys = KeyTable()
    private var counts: [Int] = []
    private var others = 0
    private var key: [UInt8] = []

    /// - Parameter limit: so many different sources, hosts and subsystems; the rest counts as `other`.
    package init(limit: Int = defaultLimit) { self.limit = limit }

    package var isEmpty: Bool { counts.isEmpty && others == 0 }

    package mutating func add(_ event: CountedAs) {
        event.withNames { host, subsystem in
            key.removeAll(keepingCapacity: true)
            key.append(event.source.code)
            // A name that is not told and the same name told are one.
            if host.isEmpty { key.append(contentsOf: Self.unknownName) } else { key.append(contentsOf: host) }
            key.append(0)
            if subsystem.isEmpty { key.append(contentsOf: Self.unknownName) } else { key.append(contentsOf: subsystem) }
        }
        guard let number = key.withUnsafeBytes({ keys.insert($0, limit: limit) }) else {
            others += 1
            return
        }
        if number == counts.count { counts.append(0) }
        counts[number] += 1
    }

    /// What was counted, in the order in which it first came; `other` is last.
    package var entries: [Entry] {
        var entries = counts.indices.map { number in
            let key = keys.withKey(number) { Array($0) }
            let parts = key[1...].split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
            return Entry(
                source: CountedAs.Source(code: key[0]).rawValue, host: String(decoding: parts[0], as: UTF8.self),
                subsystem: String(decoding: parts[1], as: UTF8.self), count: counts[number])
        }
        if others > 0 { entries.append(Entry(source: "other", host: "other", subsystem: "other", count: others)) }
        return entries
    }

    private static let unknownName = Array(CountedAs.unknownName.utf8)
}

extension CountedAs.Source {
    /// One byte for a key.
    var code: UInt8 {
        switch self {
        case .session: 1
        case .connection: 2
        case .engine: 3
        case .proxy: 4
        case .repository: 5
        case .scheduler: 6
        case .performance: 7
        case .unknown: 0
        }
    }

    init(code: UInt8) { self = Self.allCases.first { $0.code == code } ?? .unknown }
}
