// SPDX-License-Identifier: MIT

import Monitoring

/// The tags of one kind of event in the order in which they are written. What all events have in common is prepared.
///
/// A series has each name once: a configured tag replaces a category of its name, and both replace a tag of the event.
struct EventTagPlan<Value: Sendable>: Sendable {
    /// A tag that events of the kind have.
    struct Entry: Sendable {
        let name: String
        let source: Source
        let escaping: LineText.TagEscaping
        /// What an event gets that has no value; `nil` leaves the tag out.
        let fallback: StaticString?

        enum Source: Sendable {
            case value(Value)
            case constant(StaticString)
        }
    }

    private struct Step {
        let name: String
        /// The comma, the name and the equals sign; for a constant its value too.
        let prefix: Range<Int>
        /// `nil` for a constant.
        let value: Value?
        let escaping: LineText.TagEscaping
        let fallback: StaticString?
        let isConfigured: Bool
    }

    private let dialect: InfluxDBDialect
    private let categoryEscaping: LineText.TagEscaping
    private let bytes: [UInt8]
    private let steps: [Step]
    /// The names of the steps, whose numbers are those of the steps.
    private let names: KeyTable
    /// Where new categories come if tags are not sorted.
    private let categoryPlace: Int

    /// - Parameters:
    ///   - entries: in the order of older databases.
    ///   - configured: come last there; of those with the same name the last one counts.
    ///   - sanitisesNames: of configured tags.
    ///   - sanitisesValues: of configured tags and categories.
    init(
        _ entries: [Entry], configured: [Tag], dialect: InfluxDBDialect, sanitisesNames: Bool = false,
        sanitisesValues: Bool = false
    ) {
        self.dialect = dialect
        categoryEscaping = sanitisesValues ? .sanitised : dialect.tagEscaping
        var texts: [(name: String, prefix: [UInt8])] = []
        for tag in configured {
            let name = Self.written(tag.name, sanitisesNames ? .sanitised : dialect.tagEscaping)
            guard !name.isEmpty else { continue }
            let value = Self.written(tag.value, categoryEscaping)
            let prefix = value.isEmpty ? [] : [UInt8(ascii: ",")] + name + [UInt8(ascii: "=")] + value
            let plainName = sanitisesNames ? String(decoding: name, as: UTF8.self) : tag.name
            if let index = texts.firstIndex(where: { $0.name == plainName }) {
                texts[index].prefix = prefix
            } else {
                texts.append((plainName, prefix))
            }
        }
        let configuredNames = Set(texts.map(\.name))
        var bytes: [UInt8] = []
        var steps: [Step] = []
        func append(_ name: String, _ prefix: [UInt8], _ entry: Entry?) {
            var value: Value?
            if case .value(let source) = entry?.source { value = source }
            steps.append(
                Step(
                    name: name, prefix: bytes.count..<bytes.count + prefix.count, value: value,
                    escaping: entry?.escaping ?? .withoutTabs, fallback: entry?.fallback, isConfigured: entry == nil))
            bytes += prefix
        }
        for entry in entries where !configuredNames.contains(entry.name) {
            var prefix = ",\(entry.name)="
            if case .constant(let text) = entry.source { prefix += text.description }
            append(entry.name, Array(prefix.utf8), entry)
        }
        categoryPlace = steps.count
        // What has no value writes nothing, but keeps categories of its name away.
        for text in texts { append(text.name, text.prefix, nil) }
        if dialect.sortsTags { steps.sort { $0.name < $1.name } }
        self.bytes = bytes
        self.steps = steps
        names = KeyTable(steps.map(\.name))
    }

    private static func written(_ text: String, _ escaping: LineText.TagEscaping) -> [UInt8] {
        var line = LineText(capacity: 2 * text.utf8.count)
        line.writeTagText(text, escaping)
        return line.bytes
    }

    /// Writes the tags of an event.
    ///
    /// - Parameter writeValue: writes the value of one tag, or nothing if the event has none.
    @inline(__always)
    func write(
        to line: inout LineText, categories: [Tag] = [],
        writeValue: (inout LineText, Value, LineText.TagEscaping) -> Void
    ) {
        var pending = categories.isEmpty ? PlacedCategories() : placed(categories)
        bytes.withUnsafeBytes { bytes in
            steps.withUnsafeBufferPointer { steps in
                for place in steps.indices {
                    if place == pending.place, writeCategories(&pending, at: place, to: &line) { continue }
                    let start = line.count
                    line.writeFew(UnsafeRawBufferPointer(rebasing: bytes[steps[place].prefix]))
                    guard let value = steps[place].value else { continue }
                    let valueStart = line.count
                    writeValue(&line, value, steps[place].escaping)
                    if line.count > valueStart { continue }
                    if let fallback = steps[place].fallback { line.write(fallback) } else { line.rewind(to: start) }
                }
            }
        }
        if pending.place == steps.count { _ = writeCategories(&pending, at: steps.count, to: &line) }
    }
}

// MARK: Categories

extension EventTagPlan {
    /// Categories in the order in which they are written, each with the step before which that is.
    private struct PlacedCategories {
        /// That of the next one; that of no step if there is none.
        private(set) var place = Int.max
        private var next: Placed?
        private var others: ArraySlice<Placed> = []

        struct Placed {
            let tag: Tag
            let place: Int
            /// The tag comes instead of the step's.
            let replaces: Bool
        }

        init() {}

        init(_ category: Placed) {
            next = category
            place = category.place
        }

        init(_ categories: [Placed]) {
            others = categories[...]
            _ = removeNext()
        }

        mutating func removeNext() -> Placed? {
            let removed = next
            next = others.popFirst()
            place = next?.place ?? .max
            return removed
        }
    }

    /// Writes those of a place. True if one of them replaces the step that is there.
    private func writeCategories(_ pending: inout PlacedCategories, at place: Int, to line: inout LineText) -> Bool {
        var isReplaced = false
        while pending.place == place, let category = pending.removeNext() {
            isReplaced = isReplaced || category.replaces
            let start = line.count
            line.write(byte: UInt8(ascii: ","))
            line.writeTagText(category.tag.name, dialect.tagEscaping)
            line.write(byte: UInt8(ascii: "="))
            let valueStart = line.count
            line.writeTagText(category.tag.value, categoryEscaping)
            if line.count == valueStart { line.rewind(to: start) }
        }
        return isReplaced
    }

    private func placed(_ categories: [Tag]) -> PlacedCategories {
        // Mostly there is one, which needs no list.
        if categories.count == 1 { return placed(categories[0]).map { PlacedCategories($0) } ?? PlacedCategories() }
        var unique: [Tag] = []
        for tag in categories {
            if let index = unique.firstIndex(where: { $0.name == tag.name }) {
                unique[index] = tag
            } else {
                unique.append(tag)
            }
        }
        if dialect.sortsTags { unique.sort { $0.name < $1.name } }
        let places = unique.compactMap { placed($0) }.enumerated()
        return PlacedCategories(
            places.sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element))
    }

    /// `nil` for a category that has no name or that a configured tag replaces.
    private func placed(_ category: Tag) -> PlacedCategories.Placed? {
        guard !category.name.isEmpty else { return nil }
        var name = category.name
        if let place = name.withUTF8({ names.number(of: UnsafeRawBufferPointer($0)) }) {
            return steps[place].isConfigured
                ? nil : PlacedCategories.Placed(tag: category, place: place, replaces: true)
        }
        return PlacedCategories.Placed(
            tag: category, place: dialect.sortsTags ? sortedPlace(of: category.name) : categoryPlace, replaces: false)
    }

    private func sortedPlace(of name: String) -> Int {
        var range = 0..<steps.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if steps[middle].name < name {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return range.lowerBound
    }
}
