// SPDX-License-Identifier: MIT

/// Up to where the log database was read: what decides whether a row is new.
///
/// Rows are told apart by their numbers and never by their times, which come from the clocks of many hosts. A number is given
/// when a row is written, but rows become visible when their transactions end, and that can be in another order: so it is
/// remembered for a while which rows were published, and those that come late are found between them.
struct LogDatabaseMark: Codable, Sendable, Equatable {
    /// A row that was there, by which a table is recognised.
    struct Witness: Codable, Sendable, Equatable {
        var id: Int64
        /// Its time, in microseconds since 1970; `nil` if it has none that can be said so.
        var time: Int64?
    }

    /// The most rows that are remembered one by one.
    static let maximumPublished = 100_000

    /// Rows up to this number are not asked for any more.
    private(set) var settled: Int64
    /// Rows up to this number were there at the first start: of those, only the newer ones count …
    var startID: Int64
    /// … than this, in microseconds since 1970.
    var startTime: Int64
    /// The newest row when everything was read last, whatever its level.
    var witness: Witness?
    /// The published rows behind `settled`, in ascending order.
    private(set) var published: [Int64] = []

    init(settled: Int64, startID: Int64, startTime: Int64) {
        self.settled = settled
        self.startID = startID
        self.startTime = startTime
    }

    /// Those of some rows that were not published yet.
    ///
    /// - Parameter ids: in ascending order.
    func unpublished(among ids: [Int64]) -> [Int64] {
        var rest = published[...]
        return ids.filter { id in
            while let first = rest.first, first < id { rest.removeFirst() }
            return id > settled && rest.first != id
        }
    }

    /// Takes note of rows that were published.
    ///
    /// - Parameter ids: in ascending order, none of them published before.
    mutating func publish(_ ids: [Int64]) {
        let isBehind = published.last.map { last in ids.first.map { $0 < last } ?? false } ?? false
        published += ids
        if isBehind { published.sort() }
        // In a flood, memory is bounded, and late rows are waited for less long.
        let excess = published.count - Self.maximumPublished
        if excess > 0 { settle(published[excess - 1]) }
    }

    /// Gives up waiting for rows up to a number.
    mutating func settle(_ id: Int64) {
        guard id > settled else { return }
        settled = id
        let first = published.firstIndex { $0 > id } ?? published.endIndex
        published.removeSubrange(..<first)
    }
}

extension LogDatabaseMark {
    private enum CodingKeys: String, CodingKey {
        case settled, startID, startTime, witness, published
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        settled = try values.decode(Int64.self, forKey: .settled)
        startID = try values.decode(Int64.self, forKey: .startID)
        startTime = try values.decode(Int64.self, forKey: .startTime)
        witness = try values.decodeIfPresent(Witness.self, forKey: .witness)
        let text = try values.decode(String.self, forKey: .published)
        guard let ids = Self.numbers(text), ids.first.map({ $0 > settled }) ?? true else {
            throw DecodingError.dataCorruptedError(
                forKey: .published, in: values, debugDescription: "not ascending numbers behind settled")
        }
        published = ids
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(settled, forKey: .settled)
        try values.encode(startID, forKey: .startID)
        try values.encode(startTime, forKey: .startTime)
        try values.encodeIfPresent(witness, forKey: .witness)
        try values.encode(Self.text(published), forKey: .published)
    }

    /// Ascending numbers as `1-5,7`.
    private static func text(_ ids: [Int64]) -> String {
        var text = ""
        var index = 0
        while index < ids.count {
            var end = index
            while end + 1 < ids.count, ids[end + 1] == ids[end] + 1 { end += 1 }
            if !text.isEmpty { text += "," }
            text += end == index ? "\(ids[index])" : "\(ids[index])..\(ids[end])"
            index = end + 1
        }
        return text
    }

    private static func numbers(_ text: String) -> [Int64]? {
        var ids: [Int64] = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: ".").map { Int64($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last,
                ids.last.map({ $0 < first }) ?? true,
                case let (span, isOver) = last.subtractingReportingOverflow(first), !isOver,
                span < Int64(maximumPublished), ids.count <= maximumPublished
            else { return nil }
            ids += first...last
        }
        return ids
    }
}
