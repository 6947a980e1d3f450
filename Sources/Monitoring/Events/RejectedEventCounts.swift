// SPDX-License-Identifier: MIT

/// What a performance event was about that no filter let pass.
package struct RejectedEventKey: Sendable, Equatable {
    package enum Field: Int, Sendable, CaseIterable { case appID, appName, method, objectType }

    /// In the order of `Field`.
    package let fields: EventFields

    package init(_ fields: EventFields) { self.fields = fields }

    package func text(_ field: Field) -> String { fields.text(field.rawValue) }
}

/// How many performance events no filter let pass, by what they were about, and how long the engine worked on them.
///
/// Has a bound: when there are too many different ones, what comes anew is counted as `other`.
package struct RejectedEventCounts: Sendable {
    package struct Entry: Sendable, Equatable {
        package var appID: String
        /// Empty if it is unknown.
        package var appName: String
        package var method: String
        package var objectType: String
        package var count: Int
        /// In milliseconds.
        package var processTime: Double

        fileprivate func isNamed(as other: Entry) -> Bool {
            appID == other.appID && appName == other.appName && method == other.method && objectType == other.objectType
        }
    }

    private let limit: Int
    private var keys = KeyTable()
    private var sums: [Sum] = []
    private var others = Sum()

    private struct Sum: Sendable {
        var count = 0
        var processTime = 0.0

        mutating func add(_ processTime: Double) {
            count += 1
            let time = self.processTime + processTime
            if time.isFinite { self.processTime = time }
        }
    }

    /// - Parameter limit: so many different ones; the rest counts as `other`.
    package init(limit: Int = EventCounts.defaultLimit) { self.limit = limit }

    package var isEmpty: Bool { sums.isEmpty && others.count == 0 }

    /// - Parameter processTime: in milliseconds; what is not a number adds nothing.
    package mutating func add(_ key: RejectedEventKey, processTime: Double?) {
        guard let number = key.fields.bytes.withUnsafeBytes({ keys.insert($0, limit: limit) }) else {
            return others.add(processTime ?? 0)
        }
        if number == sums.count { sums.append(Sum()) }
        sums[number].add(processTime ?? 0)
    }

    /// What was counted, in the order in which it first came; `other` is last.
    package var entries: [Entry] {
        var entries = sums.indices.map { number in
            let key = RejectedEventKey(EventFields(copying: keys.withKey(number) { Array($0) }))
            return Entry(
                appID: key.text(.appID), appName: key.text(.appName), method: key.text(.method),
                objectType: key.text(.objectType), count: sums[number].count, processTime: sums[number].processTime)
        }
        guard others.count > 0 else { return entries }
        var rest = Entry(
            appID: "other", appName: "", method: "other", objectType: "other", count: others.count,
            processTime: others.processTime)
        // A sender may call his own so; each name has one entry.
        if let same = entries.firstIndex(where: { $0.isNamed(as: rest) }) {
            let own = entries.remove(at: same)
            rest.count += own.count
            rest.processTime += own.processTime
        }
        return entries + [rest]
    }
}
