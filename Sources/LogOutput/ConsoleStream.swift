// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Standard output, which may be a pipe that nobody reads: no line waits long for a reader.
///
/// Once a line could not be written in time, lines are lost and counted without waiting until there is room again.
struct ConsoleStream: Sendable {
    /// A pipe that has room takes this much at once, on Linux.
    static let largestPiece = 4096

    private let descriptor: Int32
    private let patience: Duration
    /// How many lines nobody got since the stream is stuck.
    private(set) var lost = 0
    /// The start of a lost line was written.
    private var isInLine = false

    /// - Parameter patience: how long a line waits for somebody who reads slowly.
    init(descriptor: Int32, patience: Duration = .milliseconds(200)) {
        self.descriptor = descriptor
        self.patience = patience
    }

    /// Writes a line, or counts it as lost.
    ///
    /// - Parameter notice: what to write first when there is room again, if that many lines were lost.
    mutating func write(_ line: [UInt8], notice: (_ lost: Int) -> [UInt8]) {
        tell(notice)
        if lost > 0 || !put(line, within: patience) { lost += 1 }
    }

    /// Says how many lines were lost, if any were and there is room again.
    mutating func tell(_ notice: (_ lost: Int) -> [UInt8]) {
        guard lost > 0 else { return }
        let start: [UInt8] = isInLine ? [UInt8(ascii: "\n")] : []
        if put(start + notice(lost), within: .zero) { lost = 0 }
    }

    /// Whether all of it was written.
    private mutating func put(_ line: [UInt8], within patience: Duration) -> Bool {
        line.withUnsafeBytes { bytes in
            let start = ContinuousClock.now
            var rest = bytes[...]
            while !rest.isEmpty {
                guard hasRoom(until: start + patience) else { return false }
                let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.largestPiece))
                let (count, error) = writeQuietly(piece, to: descriptor)
                if count < 0, error == EINTR { continue }
                // Somebody else may have made the stream one that never waits.
                if count < 0, error == EAGAIN, ContinuousClock.now < start + patience { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
                isInLine = !rest.isEmpty
            }
            return true
        }
    }

    /// Whether somebody takes a piece now or before a moment. Nobody does if the other end is closed.
    private func hasRoom(until end: ContinuousClock.Instant) -> Bool {
        while true {
            let left = max(.zero, end - ContinuousClock.now).components
            // Rounded up: a wait of less than a millisecond is one.
            let wait = left.seconds * 1000 + (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
            var question = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let answer = poll(&question, 1, Int32(clamping: wait))
            if answer < 0, errno == EINTR { continue }
            let events = Int32(question.revents)
            return answer > 0 && events & POLLOUT != 0 && events & (POLLERR | POLLHUP | POLLNVAL) == 0
        }
    }
}

/// Writes without SIGPIPE: a reader that goes must not end the program.
func writeQuietly(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> (count: Int, error: Int32) {
    var pipeSignal = sigset_t()
    sigemptyset(&pipeSignal)
    sigaddset(&pipeSignal, SIGPIPE)
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &pipeSignal, &before)
    let count = write(descriptor, bytes.baseAddress, bytes.count)
    let error = errno
    if count < 0, error == EPIPE, sigismember(&before, SIGPIPE) == 0 {
        // It waits for this thread alone, and would come as soon as it may.
        var pending = sigset_t()
        sigpending(&pending)
        var number: Int32 = 0
        if sigismember(&pending, SIGPIPE) == 1 { sigwait(&pipeSignal, &number) }
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    return (count, error)
}
