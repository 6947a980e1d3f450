// SPDX-License-Identifier: MIT

import NIOCore

/// Lets the readers of an event loop handle what waits, in turns, as soon as their ports have no more to read.
///
/// What the kernel keeps is lost when more comes, and what was read is not; so reading goes first.
final class BacklogTurns {
    /// A flood that its reader has caught up with goes on all the same; handling would only give it a lead again.
    static let calm: TimeAmount = .milliseconds(2)
    /// What goes on for longer is no burst, and nobody's events wait for its end.
    static let longestBurst: TimeAmount = .seconds(1)
    /// Between two turns, in which the event loop looks at its sockets. Without it destinations could not keep up with what a
    /// flood left behind, and would have to put it on disk.
    static let pause: TimeAmount = .microseconds(250)

    /// In bytes, of what was read on all ports and is not handled yet, however many datagrams may wait.
    static let maximumBytes = 28 << 20

    private let eventLoop: any EventLoop
    private let maximumBytes: Int
    private var bytes = 0
    private var waiting: [BatchReader] = []
    private var lastFullReading: NIODeadline = .distantPast
    /// When something began to wait, or the last moment of calm after that.
    private var waitingSince: NIODeadline = .distantPast
    private var isScheduled = false

    init(_ eventLoop: any EventLoop, maximumBytes: Int = maximumBytes) {
        self.eventLoop = eventLoop
        self.maximumBytes = maximumBytes
    }

    var hasRoom: Bool { bytes < maximumBytes }
    /// How much of it is taken, in percent.
    var percentage: Double { BackPressure.percentage(bytes, of: maximumBytes) }

    /// A port had as much as is read in one go, so the kernel keeps more, most likely.
    func sawFullReading() { lastFullReading = eventLoop.now }

    private var isCalm: Bool { eventLoop.now >= lastFullReading + Self.calm }
    private var dueFrom: NIODeadline { min(lastFullReading + Self.calm, waitingSince + Self.longestBurst) }

    /// So many bytes wait no more.
    func leave(_ count: Int) { bytes -= count }

    /// The reader has something more that waits.
    func enter(_ reader: BatchReader, bytes count: Int) {
        bytes += count
        if waiting.isEmpty { waitingSince = eventLoop.now }
        if !waiting.contains(where: { $0 === reader }) { waiting.append(reader) }
        schedule()
    }

    private func schedule() {
        guard !waiting.isEmpty, !isScheduled else { return }
        isScheduled = true
        eventLoop.assumeIsolated().scheduleTask(deadline: max(dueFrom, eventLoop.now + Self.pause)) { [self] in
            isScheduled = false
            if isCalm { waitingSince = eventLoop.now }
            if eventLoop.now >= dueFrom { giveTurn() }
            schedule()
        }
    }

    private func giveTurn() {
        guard !waiting.isEmpty else { return }
        let reader = waiting.removeFirst()
        if reader.takeTurn() { waiting.append(reader) }
    }

    /// Handles all that waits, at once.
    func handleRest() { while !waiting.isEmpty { giveTurn() } }
}
