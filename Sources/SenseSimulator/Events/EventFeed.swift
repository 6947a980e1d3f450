// SPDX-License-Identifier: MIT

import SeededNumbers

/// The datagrams of a site, one after the other.
///
/// Promises: the same datagrams in the same order for the same site at the same time. The kinds take turns, and events are
/// numbered without a gap. Malformed datagrams come in between, as often as wanted, and have no number.
package struct EventFeed: Sendable {
    /// What comes next.
    struct Next {
        let template: EventTemplate
        /// The number of the event; not that of a malformed datagram, which has none.
        let number: Int
    }

    /// The largest number of an event.
    package static let largestNumber = 9_999_999_999

    private let kinds: [EventKind]
    private let templates: [[EventTemplate]]
    private var spoiled: [Spoiled]
    private let first: Int
    private var events = 0

    /// One kind of malformed datagrams.
    private struct Spoiled {
        let kind: MalformedDatagram
        let share: Double
        let templates: [EventTemplate]
        var count = 0
        /// How many datagrams of the kind should have come, beside those that did.
        var owed = 0.0
    }

    /// Makes the datagrams.
    ///
    /// - Parameters:
    ///   - kinds: which kinds take turns; one that stands there twice comes twice as often. What the generation does not
    ///     have is left out.
    ///   - malformed: the share of each kind among all datagrams, together at most 1.
    ///   - first: the number of the first event.
    ///   - time: in seconds since 1970; the site's apps are those of this time.
    ///   - variety: how many different datagrams there are of each kind.
    package init(
        site: SimulatedSite, kinds: [EventKind] = EventKind.allCases, generation: EventKind.Generation = .version15,
        malformed: [MalformedDatagram: Double] = [:], first: Int = 1, at time: Double, variety: Int = 256
    ) {
        let kinds = kinds.filter { EventKind.all(generation).contains($0) }
        let catalog = EventCatalog(site: site, generation: generation, at: time)
        let templates = kinds.map { catalog.templates(of: $0, count: max(1, variety)) }
        self.kinds = kinds
        self.templates = templates
        self.first = first
        let flat = templates.flatMap { $0.prefix(16) }
        spoiled = MalformedDatagram.allCases.enumerated().compactMap { place, kind in
            guard let share = malformed[kind], share > 0 else { return nil }
            var random = SplitMix64(seed: site.seed, Draw.event.rawValue, -1, place)
            let spoiled = random.shuffled(flat).prefix(16)
                .map { EventTemplate($0.port, kind.bytes(of: $0.bytes, &random)) }
            return Spoiled(kind: kind, share: share, templates: spoiled)
        }
    }

    /// True if there is nothing that could come.
    var isEmpty: Bool { kinds.isEmpty }

    /// The number of the last event so far; one less than the first if there was none.
    var lastNumber: Int { first + events - 1 }

    /// The next datagram; must not be asked for if there is nothing that could come.
    mutating func next() -> Next {
        for place in spoiled.indices { spoiled[place].owed += spoiled[place].share }
        // A tenth ten times is a bit less than one.
        if let place = spoiled.indices.first(where: { spoiled[$0].owed > 1 - 1e-6 }) {
            spoiled[place].owed -= 1
            let templates = spoiled[place].templates
            let template = templates[spoiled[place].count % templates.count]
            spoiled[place].count += 1
            return Next(template: template, number: 0)
        }
        let (lap, kind) = events.quotientAndRemainder(dividingBy: kinds.count)
        events += 1
        let ofKind = templates[kind]
        return Next(template: ofKind[lap % ofKind.count], number: lastNumber)
    }

    /// The bytes of the next datagram, for who does not send it.
    ///
    /// - Parameter time: what its fields say, in seconds since 1970.
    package mutating func nextBytes(at time: Double) -> [UInt8] {
        let next = next()
        return next.template.datagram(number: next.number, at: EventTimes(Moment(secondsSinceEpoch: time)))
    }

    /// How many datagrams there were so far.
    var report: EventReport {
        var report = EventReport(firstNumber: first, lastNumber: lastNumber)
        for (place, kind) in kinds.enumerated() {
            let (laps, rest) = events.quotientAndRemainder(dividingBy: kinds.count)
            report.events[kind, default: 0] += laps + (place < rest ? 1 : 0)
        }
        for spoiled in spoiled { report.malformed[spoiled.kind] = spoiled.count }
        return report
    }
}
