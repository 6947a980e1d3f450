// SPDX-License-Identifier: MIT

/// How many datagrams are due when.
///
/// Promises: that depends on the time since the start and on nothing else. Where several lines apply, they add up.
package struct EventSchedule: Sendable, Equatable {
    /// Some datagrams a second for some time, in seconds since the start or since the last repetition.
    struct Stream: Sendable, Equatable {
        let from: Int
        /// When it is over; `nil` if it stays.
        let to: Int?
        let rate: Int

        /// How many are due after so many seconds.
        func due(by seconds: Double) -> Double {
            (Double(rate) * max(0, min(seconds, to.map(Double.init) ?? seconds) - Double(from))).rounded(.down)
        }
    }

    /// Datagrams that are due all at once.
    struct Burst: Sendable, Equatable {
        let at: Int
        let count: Int
    }

    private let streams: [Stream]
    private let bursts: [Burst]
    private let period: Int?

    /// - Parameter period: after how many seconds all starts again, if it does; no line goes beyond.
    init(streams: [Stream], bursts: [Burst], period: Int?) {
        self.streams = streams
        self.bursts = bursts
        self.period = period
    }

    /// So many datagrams a second, for ever.
    package init(rate: Int) {
        self.init(streams: [Stream(from: 0, to: nil, rate: rate)], bursts: [], period: nil)
    }

    /// So many datagrams at once, as fast as the system takes them.
    package init(burst: Int) {
        self.init(streams: [], bursts: [Burst(at: 0, count: burst)], period: nil)
    }

    /// Reads a script: lines of the form `FROM-TO rate NUMBER` and `AT burst NUMBER`, at most one line
    /// `repeat every DURATION`, and comments that start with `#`.
    ///
    /// Promises: the error names every mistake and its line.
    ///
    /// - Parameter file: where the script comes from, for the error.
    package init(parsing text: String, file: String) throws(EventScriptError) {
        var parser = EventScriptParser()
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            parser.read(line)
        }
        self = try parser.finish(file: file)
    }

    /// How many datagrams should have been sent so long after the start.
    func due(by elapsed: Duration) -> Int {
        let seconds = Self.seconds(elapsed)
        guard let period else { return Self.whole(inPeriod(by: seconds)) }
        let laps = (seconds / Double(period)).rounded(.down)
        return Self.whole(laps * inPeriod(by: Double(period)) + inPeriod(by: seconds - laps * Double(period)))
    }

    /// True if nothing is due any more after so long a time.
    func isOver(after elapsed: Duration) -> Bool {
        guard period == nil else { return streams.isEmpty && bursts.isEmpty }
        let seconds = Self.seconds(elapsed)
        return streams.allSatisfy { $0.to.map { Double($0) <= seconds } ?? false }
            && bursts.allSatisfy { Double($0.at) <= seconds }
    }

    /// How long to wait before one looks again: until the next datagram of a stream, roughly, but never so short that
    /// looking is all that one does.
    func pause(after elapsed: Duration) -> Duration {
        let seconds = Self.seconds(elapsed)
        let position = period.map { seconds.truncatingRemainder(dividingBy: Double($0)) } ?? seconds
        let rate = streams.filter { Double($0.from) <= position && position < $0.to.map(Double.init) ?? .infinity }
            .reduce(0) { $0 + $1.rate }
        return rate > 10 ? max(.milliseconds(1), .seconds(1) / rate) : .milliseconds(100)
    }

    private func inPeriod(by seconds: Double) -> Double {
        streams.reduce(0) { $0 + $1.due(by: seconds) }
            + bursts.reduce(0) { $0 + (Double($1.at) <= seconds ? Double($1.count) : 0) }
    }

    private static func seconds(_ duration: Duration) -> Double {
        max(0, Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)
    }

    private static func whole(_ number: Double) -> Int { Int(min(number, 1e15)) }
}
