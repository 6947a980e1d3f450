// SPDX-License-Identifier: MIT

/// Under what a received event is counted: its source, host and subsystem. An empty name counts as `Unknown`.
package struct CountedAs: Sendable, Equatable {
    package enum Source: String, Sendable, CaseIterable {
        case session = "qseow-proxy-session"
        case connection = "qseow-proxy-connection"
        case engine = "qseow-engine"
        case proxy = "qseow-proxy"
        case repository = "qseow-repository"
        case scheduler = "qseow-scheduler"
        case performance = "qseow-qix-perf"
        case unknown = "Unknown"
    }

    package let source: Source
    private let names: EventFields
    private let hostField: Int
    private let subsystemField: Int

    /// Shares the memory of the fields.
    package init(_ source: Source, names: EventFields, host: Int, subsystem: Int) {
        self.source = source
        self.names = names
        hostField = host
        subsystemField = subsystem
    }

    /// What nobody knows. No text of an unknown datagram gets into a name.
    package static let unknown = CountedAs(.unknown, names: EventFields(), host: 0, subsystem: 0)

    static let unknownName = "Unknown"

    package var host: String { name(hostField) }
    package var subsystem: String { name(subsystemField) }

    private func name(_ field: Int) -> String { names.isEmpty(field) ? Self.unknownName : names.text(field) }

    /// Gives the bytes of host and subsystem, which are empty if they are unknown.
    func withNames<Result>(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Result) -> Result {
        let host = names.range(hostField)
        let subsystem = names.range(subsystemField)
        return names.bytes.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[host]), UnsafeRawBufferPointer(rebasing: $0[subsystem]))
        }
    }

    package static func == (one: CountedAs, other: CountedAs) -> Bool {
        one.source == other.source && one.host == other.host && one.subsystem == other.subsystem
    }
}

extension UserEvent {
    package var countedAs: CountedAs {
        CountedAs(
            kind == .session ? .session : .connection, names: fields, host: Field.host.rawValue,
            subsystem: Field.origin.rawValue)
    }
}

extension LogEvent {
    package var countedAs: CountedAs {
        CountedAs(
            source.countedAs, names: fields, host: Field.host.rawValue, subsystem: Field.subsystem.rawValue)
    }
}

extension LogEvent.Source {
    package var countedAs: CountedAs.Source {
        switch self {
        case .engine: .engine
        case .proxy: .proxy
        case .repository: .repository
        case .scheduler: .scheduler
        case .performance: .performance
        }
    }
}
