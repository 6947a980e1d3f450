// SPDX-License-Identifier: MIT

extension LogEvent {
    /// Appends the event as compact JSON, with the members and the order of the original: InfluxDB's `raw_event` and
    /// the payload of MQTT.
    ///
    /// - Parameter tags: the configured tags, if the text has them; of those with the same name the last one counts.
    package func appendJSON(to bytes: inout [UInt8], tags: [Tag]? = nil) {
        let tags = tags.map { [Tag]().with($0) }
        let members = source.keyedMembers
        JSONText.append(to: &bytes, limit: limit(members, tags)) { text in
            text.write("{\"source\":\"")
            text.write(source.json)
            text.write("\",\"log_row\":")
            text.write(logRow)
            fields.bytes.withUnsafeBytes { memory in
                for member in members {
                    member.key.withUnsafeBytes { text.write($0) }
                    switch member.value {
                    case .text(let field): text.writeString(UnsafeRawBufferPointer(rebasing: memory[range(field)]))
                    case .figure(let figure): write(figure, to: &text)
                    case .activitySource:
                        text.write("\"")
                        text.write((performance ?? Performance()).activitySource)
                        text.write("\"")
                    }
                }
            }
            if let categories { Self.write(categories, to: &text) }
            if let tags { Self.writeObject(tags, to: &text) }
            text.write("}")
        }
    }

    /// More bytes than the text can have.
    private func limit(_ members: [KeyedMember], _ tags: [Tag]?) -> Int {
        var texts = fields.bytes.count
        for tag in categories ?? [] { texts += tag.name.utf8.count + tag.value.utf8.count + 8 }
        for tag in tags ?? [] { texts += tag.name.utf8.count + tag.value.utf8.count + 4 }
        let longestKey = 32
        return JSONText.growth * texts + members.count * (longestKey + JSONText.longestNumber) + 256
    }

    private func write(_ figure: Performance.Figure, to text: inout JSONText) {
        let performance = performance ?? Performance()
        switch figure {
        case .requestID: text.write(performance.requestID)
        case .handle: text.write(performance.handle)
        case .netRAM: text.write(performance.netRAM)
        case .peakRAM: text.write(performance.peakRAM)
        case .processTime: text.write(performance.processTime)
        case .workTime: text.write(performance.workTime)
        case .lockTime: text.write(performance.lockTime)
        case .validateTime: text.write(performance.validateTime)
        case .traverseTime: text.write(performance.traverseTime)
        }
    }

    private static func write(_ categories: [Tag], to text: inout JSONText) {
        text.write(",\"category\":[")
        for (index, category) in categories.enumerated() {
            text.write(index == 0 ? "{\"name\":" : ",{\"name\":")
            text.writeString(category.name)
            text.write(",\"value\":")
            text.writeString(category.value)
            text.write("}")
        }
        text.write("]")
    }

    private static func writeObject(_ tags: [Tag], to text: inout JSONText) {
        text.write(",\"tags\":{")
        for (index, tag) in tags.enumerated() {
            if index > 0 { text.write(",") }
            text.writeString(tag.name)
            text.write(":")
            text.writeString(tag.value)
        }
        text.write("}")
    }
}

// MARK: The members of each source

/// A member with what comes before its value: a comma, its name and a colon.
private struct KeyedMember {
    let key: [UInt8]
    let value: LogEvent.Member

    static func all(of source: LogEvent.Source) -> [KeyedMember] {
        source.members.map { KeyedMember(key: Array(",\"\($0.name)\":".utf8), value: $0) }
    }

    static let engine = all(of: .engine)
    static let proxy = all(of: .proxy)
    static let repository = all(of: .repository)
    static let scheduler = all(of: .scheduler)
    static let performance = all(of: .performance)
}

extension LogEvent.Source {
    fileprivate var keyedMembers: [KeyedMember] {
        switch self {
        case .engine: KeyedMember.engine
        case .proxy: KeyedMember.proxy
        case .repository: KeyedMember.repository
        case .scheduler: KeyedMember.scheduler
        case .performance: KeyedMember.performance
        }
    }

    fileprivate var json: StaticString {
        switch self {
        case .engine: "qseow-engine"
        case .proxy: "qseow-proxy"
        case .repository: "qseow-repository"
        case .scheduler: "qseow-scheduler"
        case .performance: "qseow-qix-perf"
        }
    }
}
