// SPDX-License-Identifier: MIT

package import Monitoring

/// Makes user events of datagrams: `TYPE;HOST;COMMAND;DIRECTORY;USER;ORIGIN;CONTEXT;MESSAGE`.
package struct UserEventParser {
    /// What became of a datagram.
    package enum Result: Sendable, Equatable {
        case event(UserEvent)
        /// An event of a user who is not wanted; only counted.
        case excluded(CountedAs)
        case rejected(RejectionReason, CountedAs)

        /// Under what the datagram is counted.
        package var countedAs: CountedAs {
            switch self {
            case .event(let event): event.countedAs
            case .excluded(let counted), .rejected(_, let counted): counted
            }
        }
    }

    private let excludedUsers: UserTable
    private var userAgents: UserAgentMemory
    private let userAgentLabel = BytePattern("UserAgent:")
    private let quoteMark = BytePattern("'")

    package init(rules: UserEventRules = UserEventRules()) {
        excludedUsers = UserTable(rules.excludedUsers)
        userAgents = UserAgentMemory(seed: .random(in: .min ... .max))
    }

    /// - Parameter appNames: the names of the site's apps; `nil` if nobody knows them.
    package mutating func parse(_ datagram: UnsafeRawBufferPointer, at time: Timestamp, appNames: AppNames?) -> Result {
        guard datagram.count <= UInt16.max else { return .rejected(.tooLarge, .unknown) }
        return DatagramText.read(datagram) { text in
            guard !text.bytes.isEmpty else { return .rejected(.empty, .unknown) }
            guard let kind = UserEvent.Kind(prefix: text.field(0)) else { return .rejected(.unknownType, .unknown) }
            return parse(kind, text, time, appNames)
        }
    }

    private mutating func parse(
        _ kind: UserEvent.Kind, _ text: DatagramText, _ time: Timestamp, _ appNames: AppNames?
    ) -> Result {
        withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: UserEvent.Field.allCases.count) {
            pieces in
            pieces.initialize(repeating: FieldText.none)
            func take(_ field: UserEvent.Field, _ index: Int, _ limit: Int) {
                let piece = text.field(index)
                guard !FieldText.isNull(piece) else { return }
                pieces[field.rawValue] = FieldText.prefix(piece, limit, isASCII: text.isASCII)
            }
            take(.host, 1, 100)
            take(.command, 2, 100)
            take(.userDirectory, 3, 100)
            take(.userID, 4, 100)
            take(.origin, 5, 200)
            take(.context, 6, 500)
            // The message may be absent: without it an event is still whole.
            guard text.fieldCount >= 7 else {
                let counted = UserEvent(kind, fields: EventFields(UnsafeBufferPointer(pieces)), at: time).countedAs
                return .rejected(.tooFewFields, counted)
            }
            let rest = text.text(from: 7, through: .max)
            if !FieldText.isNull(rest) {
                pieces[UserEvent.Field.message.rawValue] = FieldText.prefix(rest, 1000, isASCII: text.isASCII)
            }
            let appID = Self.appID(pieces[UserEvent.Field.context.rawValue])
            if let appID { pieces[UserEvent.Field.appID.rawValue] = appID }
            let directory = pieces[UserEvent.Field.userDirectory.rawValue]
            let user = pieces[UserEvent.Field.userID.rawValue]
            let isUserKnown = !directory.isEmpty && !user.isEmpty
            let fields = EventFields(
                UnsafeBufferPointer(pieces), joinedAt: isUserKnown ? UserEvent.Field.userFull.rawValue : nil)
            var event = UserEvent(kind, fields: fields, at: time)
            if excludedUsers.contains(directory: directory, id: user) { return .excluded(event.countedAs) }
            if let appID {
                let id = String(decoding: appID, as: UTF8.self)
                event.appName = appNames?.name(of: id) ?? UserEvent.unknownAppName
            }
            event.userAgent = userAgent(in: pieces[UserEvent.Field.message.rawValue])
            return .event(event)
        }
    }

    /// The app that a context is about: `/app/GUID`, whatever follows.
    private static func appID(_ context: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard context.starts(with: "/app/".utf8) else { return nil }
        return GUIDText.leading(UnsafeRawBufferPointer(rebasing: context[5...]))
    }

    /// The text after the first label, up to a second one, without the quotes around it.
    private mutating func userAgent(in message: UnsafeRawBufferPointer) -> UserAgent? {
        guard let label = userAgentLabel.firstMatch(in: message) else { return nil }
        var text = message[(label + userAgentLabel.count)...]
        if let next = userAgentLabel.firstMatch(in: UnsafeRawBufferPointer(rebasing: text)) { text = text.prefix(next) }
        let quote = UInt8(ascii: "'")
        // The quotes go after the blanks, so a blank within them stays.
        text = Self.trimming(text, UInt8(ascii: " "))
        text = Self.trimming(text, quote)
        let trimmed = UnsafeRawBufferPointer(rebasing: text)
        guard quoteMark.firstMatch(in: trimmed) != nil else { return userAgents.userAgent(trimmed) }
        return text.filter { $0 != quote }.withUnsafeBytes { userAgents.userAgent($0) }
    }

    private static func trimming(
        _ text: Slice<UnsafeRawBufferPointer>, _ byte: UInt8
    ) -> Slice<UnsafeRawBufferPointer> {
        var text = text
        while text.first == byte { text.removeFirst() }
        while text.last == byte { text.removeLast() }
        return text
    }
}

extension UserEvent.Kind {
    /// Reads the first field of a datagram in either case, without its first two slashes. The names of the older
    /// generation count as well.
    fileprivate init?(prefix: UnsafeRawBufferPointer) {
        switch prefix {
        case _ where Self.isType(prefix, "qseow-proxy-session") || Self.isType(prefix, "proxy-session"): self = .session
        case _ where Self.isType(prefix, "qseow-proxy-connection") || Self.isType(prefix, "proxy-connection"):
            self = .connection
        default: return nil
        }
    }

    private static func isType(_ prefix: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
        let length = name.utf8CodeUnitCount
        guard prefix.count >= length, prefix.count <= length + 2 else { return false }
        var slashes = 0
        var place = 0
        for byte in prefix {
            if byte == UInt8(ascii: "/"), slashes < 2 {
                slashes += 1
                continue
            }
            guard place < length, ASCII.lowercase(byte) == name.utf8Start[place] else { return false }
            place += 1
        }
        return place == length
    }
}
