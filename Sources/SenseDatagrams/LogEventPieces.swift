// SPDX-License-Identifier: MIT

import Monitoring

/// The texts of a log event while it is made, each where its datagram has it.
struct LogEventPieces {
    private let pieces: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>
    /// The full name is made of the user's directory and ID.
    private var joinsUser = false

    /// Lends memory for the texts, which are all empty.
    static func with<Result>(_ body: (inout LogEventPieces) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: LogEvent.Field.allCases.count) {
            $0.initialize(repeating: FieldText.none)
            var pieces = LogEventPieces(pieces: $0)
            return body(&pieces)
        }
    }

    private init(pieces: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>) { self.pieces = pieces }

    subscript(field: LogEvent.Field) -> UnsafeRawBufferPointer {
        get { pieces[field.rawValue] }
        nonmutating set { pieces[field.rawValue] = newValue }
    }

    /// Reads one field as its rule says.
    func take(_ field: LogEvent.Field, _ rule: LogEventPlan.Rule, _ text: UnsafeRawBufferPointer, isASCII: Bool) {
        guard !text.isEmpty, !FieldText.isNull(text) else { return }
        switch rule {
        case .text(let limit): self[field] = FieldText.prefix(text, limit, isASCII: isASCII)
        case .guid: if GUIDText.isGUID(text) { self[field] = text }
        case .time: if FieldText.isTime(text) { self[field] = text }
        }
    }

    /// Makes the full name of directory and ID if both are there. A full name alone, which schedulers tell, gives both.
    mutating func completeUser() {
        if !self[.userDirectory].isEmpty, !self[.userID].isEmpty {
            joinsUser = true
            return
        }
        let full = self[.userFull]
        guard self[.userDirectory].isEmpty, self[.userID].isEmpty,
            let end = full.firstIndex(of: UInt8(ascii: "\\"))
        else {
            self[.userFull] = FieldText.none
            return
        }
        self[.userDirectory] = UnsafeRawBufferPointer(rebasing: full[..<end])
        let id = full[(end + 1)...].prefix { $0 != UInt8(ascii: "\\") }
        self[.userID] = UnsafeRawBufferPointer(rebasing: id)
    }

    /// Copies the texts.
    func fields() -> EventFields {
        EventFields(UnsafeBufferPointer(pieces), joinedAt: joinsUser ? LogEvent.Field.userFull.rawValue : nil)
    }
}
