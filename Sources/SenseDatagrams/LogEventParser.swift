// SPDX-License-Identifier: MIT

package import Monitoring

/// Makes log events of datagrams: a type, then fields as `LogEventPlan` says, with semicolons between.
package final class LogEventParser: Sendable {
    /// What became of a datagram.
    package enum Result: Sendable, Equatable {
        case event(LogEvent)
        /// A performance event that no filter lets pass; the time is in milliseconds.
        case filtered(RejectedEventKey, processTime: Double?)
        /// A performance event while they only count.
        case unmonitored(CountedAs)
        case rejected(RejectionReason, CountedAs)

        /// Under what the datagram is counted; `nil` for one that is counted by what it was about.
        package var countedAs: CountedAs? {
            switch self {
            case .event(let event): event.countedAs
            case .filtered: nil
            case .unmonitored(let counted), .rejected(_, let counted): counted
            }
        }
    }

    /// Those of the sources that are on, by the place of a source among all of them.
    private let plans: [LogEventPlan?]
    private let categoriser: Categoriser?
    private let performance: PerformanceReader?

    package init(rules: LogEventRules) {
        plans = LogEvent.Source.allCases.map { rules.sources.contains($0) ? LogEventPlan($0) : nil }
        categoriser = rules.categorisation.map(Categoriser.init)
        performance = rules.performance.map(PerformanceReader.init)
    }

    /// - Parameter appNames: the names of the site's apps; `nil` if nobody knows them.
    package func parse(_ datagram: UnsafeRawBufferPointer, at time: Timestamp, appNames: AppNames?) -> Result {
        guard datagram.count <= UInt16.max else { return .rejected(.tooLarge, .unknown) }
        return DatagramText.read(datagram) { text in
            guard !text.bytes.isEmpty else { return .rejected(.empty, .unknown) }
            guard let source = LogEvent.Source(prefix: text.field(0)) else { return .rejected(.unknownType, .unknown) }
            guard let plan = plans[source.place] else { return .rejected(.disabledType, Self.counted(source, text)) }
            guard text.fieldCount >= plan.fieldCount else {
                return .rejected(.tooFewFields, Self.counted(source, text))
            }
            return source == .performance ? performanceEvent(plan, text, time, appNames) : event(plan, text, time)
        }
    }

    private func event(_ plan: LogEventPlan, _ text: DatagramText, _ time: Timestamp) -> Result {
        LogEventPieces.with { pieces in
            // Semicolons more than the type has are in the message: what follows it is counted from the right.
            let surplus = text.fieldCount - plan.fieldCount
            for step in plan.steps {
                let piece =
                    step.index < LogEventPlan.message
                    ? text.field(step.index)
                    : text.text(
                        from: step.index == LogEventPlan.message ? step.index : step.index + surplus,
                        through: step.index + surplus)
                pieces.take(step.field, step.rule, piece, isASCII: text.isASCII)
            }
            pieces.completeUser()
            var event = LogEvent(
                plan.source, fields: pieces.fields(), logRow: plan.logRow(text.field(LogEventPlan.logRow)), at: time)
            switch categoriser?.verdict(level: pieces[.level], message: pieces[.message]) {
            case .drop: return .rejected(.droppedByRule, event.countedAs)
            case .categories(let categories): event.categories = categories
            case nil: break
            }
            return .event(event)
        }
    }

    private func performanceEvent(
        _ plan: LogEventPlan, _ text: DatagramText, _ time: Timestamp, _ appNames: AppNames?
    ) -> Result {
        guard let performance else { return .unmonitored(Self.counted(.performance, text)) }
        return performance.withAppName(text, appNames) { appName in
            if let key = performance.rejection(text, appName) {
                return .filtered(
                    key, processTime: FieldNumber.decimal(text.field(PerformanceReader.Index.processTime)))
            }
            return LogEventPieces.with { pieces in
                for step in plan.steps {
                    pieces.take(step.field, step.rule, text.field(step.index), isASCII: text.isASCII)
                }
                pieces[.appName] = appName
                pieces.completeUser()
                // No rule looks at it: there is no message.
                return .event(
                    LogEvent(
                        plan.source, fields: pieces.fields(), logRow: plan.logRow(text.field(LogEventPlan.logRow)),
                        performance: PerformanceReader.numbers(text), categories: categoriser?.withoutRules, at: time))
            }
        }
    }

    /// For a datagram that becomes no event: its source, and the fields where all types have host and subsystem.
    private static func counted(_ source: LogEvent.Source, _ text: DatagramText) -> CountedAs {
        LogEventPieces.with { pieces in
            pieces.take(.host, .text(100), text.field(5), isASCII: text.isASCII)
            pieces.take(.subsystem, .text(200), text.field(6), isASCII: text.isASCII)
            return CountedAs(
                source.countedAs, names: pieces.fields(), host: LogEvent.Field.host.rawValue,
                subsystem: LogEvent.Field.subsystem.rawValue)
        }
    }
}

extension LogEvent.Source {
    /// Among all sources.
    fileprivate var place: Int {
        switch self {
        case .engine: 0
        case .proxy: 1
        case .repository: 2
        case .scheduler: 3
        case .performance: 4
        }
    }
}
