// SPDX-License-Identifier: MIT

import Foundation
import Monitoring

@testable import Destinations

/// A folder below `Cases/EventLines/<generation>`: an event with the names that the original gives its parts in
/// `event.json`, and in `expected.txt` the line that a database of that generation gets; nothing if it gets none.
///
/// What starts with `recorded` was written by the original itself. In lines where `raw_event` would be long it is `…`.
struct EventLineCase: CustomStringConvertible, Sendable {
    private static let dialects: [String: InfluxDBDialect] = [
        "version5": .version5, "version1": .version1, "version2": .version2, "version3": .version3,
    ]

    static let all = dialects.keys.sorted().flatMap { generation in
        Cases.names("EventLines/\(generation)").map { EventLineCase(generation: generation, name: $0) }
    }

    var generation: String
    var name: String

    var description: String { "\(generation)/\(name)" }
    private var folder: String { "EventLines/\(generation)/\(name)" }

    var expected: String { get throws { try Cases.text("\(folder)/expected.txt") } }

    /// The line that the event becomes, abbreviated as what is expected.
    func line() throws -> String {
        let file = try JSONDecoder().decode(EventFile.self, from: Cases.data("\(folder)/event.json"))
        guard let dialect = Self.dialects[generation] else { throw CocoaError(.fileNoSuchFile) }
        let tags = file.tags.map { Tag($0[0], $0[1]) }
        let encoder = EventLineEncoder(
            dialect: dialect, userEventTags: tags, logEventTags: tags, tagsInRawEvent: file.tagsInRawEvent)
        let time = Timestamp(nanoseconds: file.time)
        let bytes =
            file.port == "user" ? encoder.encode(file.userEvent(at: time)) : encoder.encode(try file.logEvent(at: time))
        guard let bytes else { return "" }
        let line = String(decoding: bytes, as: UTF8.self) + "\n"
        return try expected.contains("raw_event=\"…\"") ? RawEventInLine(line).abbreviated : line
    }
}
