// SPDX-License-Identifier: MIT

import NIOCore

/// Decides when a connection is given up: pure, over what was seen and when.
struct ConnectionProgress {
    enum Action: Equatable {
        case nothing
        /// Answer with the refusal here, then part.
        case answer(ConnectionRefusal)
        /// Let the route that reads or will read the body know; it answers, and then the connection parts.
        case tell(ConnectionRefusal)
        /// Everything is said: read no more, and close soon.
        case part
        /// Close without a word: there is nobody who could answer, or who would read it.
        case drop
        case close
    }

    private let limits: ConnectionLimits
    /// A head was seen whose request has not ended.
    private var isReading = false
    private var bodyBytes = 0
    /// Requests whose heads were seen and whose answers have not ended.
    private var unanswered = 0
    /// Nothing more is taken after the answer that is due.
    private var isEnding = false
    private var isParting = false
    /// When `expired` has to be called; `nil` while time does not matter here.
    private(set) var deadline: NIODeadline?

    /// True if what comes is for nobody any more.
    var isDeaf: Bool { isEnding || isParting }

    init(limits: ConnectionLimits, openedAt now: NIODeadline) {
        self.limits = limits
        deadline = now + limits.requestTime
    }

    mutating func receivedHead(at now: NIODeadline) {
        isReading = true
        bodyBytes = 0
        unanswered += 1
        setDeadline(now + limits.requestTime)
    }

    mutating func receivedBody(_ bytes: Int, at now: NIODeadline) -> Action {
        bodyBytes += bytes
        return bodyBytes > limits.bodyBytes ? refuse(.bodyTooLarge, at: now) : .nothing
    }

    mutating func receivedEnd(at now: NIODeadline) {
        isReading = false
        // An answer may end before its request does.
        setDeadline(unanswered > 0 ? now + limits.answerTime : nil)
    }

    mutating func answered(at now: NIODeadline) -> Action {
        unanswered = max(0, unanswered - 1)
        if isEnding { return part(at: now) }
        if !isReading { setDeadline(unanswered > 0 ? now + limits.answerTime : nil) }
        return .nothing
    }

    /// The connection brought something that is no HTTP, or too much of it.
    mutating func failed(_ refusal: ConnectionRefusal, at now: NIODeadline) -> Action {
        isDeaf ? .nothing : refuse(refusal, at: now)
    }

    mutating func expired(at now: NIODeadline) -> Action {
        guard let deadline, now >= deadline else { return .nothing }
        self.deadline = nil
        if isParting { return .close }
        if isEnding || unanswered > 0 && !isReading { return .drop }
        return refuse(.tooSlow, at: now)
    }

    private mutating func refuse(_ refusal: ConnectionRefusal, at now: NIODeadline) -> Action {
        if unanswered > 0 {
            isEnding = true
            deadline = now + limits.answerTime
            return .tell(refusal)
        }
        let wasReading = isReading
        let parting = part(at: now)
        // The request that is too slow or too large has its answer already.
        return wasReading ? parting : .answer(refusal)
    }

    private mutating func part(at now: NIODeadline) -> Action {
        isParting = true
        deadline = now + limits.partingTime
        return .part
    }

    private mutating func setDeadline(_ deadline: NIODeadline?) {
        if !isDeaf { self.deadline = deadline }
    }
}
