// SPDX-License-Identifier: MIT

import CMosquitto

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One connection of libmosquitto, on a thread of its own that nobody else's calls touch.
///
/// It waits by `poll`: the library's own loop uses `select`, which knows no descriptors above 1023. Nothing is handed to
/// the library while it cannot write, so that nothing queues up there, and a connection that broke is not used again.
final class MQTTLoop {
    typealias Instant = ContinuousClock.Instant

    /// How long messages that are on their way may still be answered after their task was cancelled.
    private static let patience: Duration = .milliseconds(500)
    /// How often a TLS handshake goes on: its socket does not tell which way it waits.
    private static let handshakeStep: Int32 = 20

    let broker: MQTTBroker
    private let mailbox: MQTTMailbox
    private let bell: Bell
    private var handle: OpaquePointer?
    private var failure: MQTTFailure?
    private var isOpen = false
    private var start = ContinuousClock.now
    /// What the library said went wrong.
    private var details: [String] = []

    private var job: MQTTMailbox.Job?
    private var sent = 0
    private var accepted = 0
    private var isSettled: [Bool] = []
    /// The library's numbers of messages that were sent and not answered, with their places in the job.
    private var underway: [Int32: Int] = [:]
    /// Numbers that were answered while the library still had to tell them.
    private var early: Set<Int32> = []
    private var isPublishing = false
    /// How many may be underway now. Grows with each answer: a broker that hangs up soon gets few messages twice.
    private var allowance = 1
    private var lastAnswer = ContinuousClock.now
    private var cancelledAt: Instant?

    init(_ broker: MQTTBroker, mailbox: MQTTMailbox, bell: Bell) {
        self.broker = broker
        self.mailbox = mailbox
        self.bell = bell
    }

    /// Connects, and publishes what is ordered until the connection breaks or is to end.
    func run() {
        blockPipeSignal()
        work()
        let failure = failure ?? .closed
        // First of all: who is told that a message did not arrive must not find this connection open.
        mailbox.ended(failure)
        finishJob(failure)
        if let handle { mosquitto_destroy(handle) }
    }

    /// Writing to a connection that the other side closed must not end the program.
    private func blockPipeSignal() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private func work() {
        do throws(MQTTFailure) {
            let handle = try makeHandle()
            self.handle = handle
            setCallbacks(of: handle)
            errno = 0
            let result = mosquitto_connect(
                handle, broker.host, Int32(clamping: broker.port),
                Int32(clamping: broker.keepAlive.components.seconds))
            let errorNumber = errno
            guard result == MOSQ_ERR_SUCCESS.code else {
                throw .connecting(result, errorNumber: errorNumber, detail: detail)
            }
            _ = fcntl(mosquitto_socket(handle), F_SETFD, FD_CLOEXEC)
            start = .now
            while failure == nil, !takeOrders(handle) {
                publish(handle)
                serve(handle)
                checkTime()
            }
        } catch {
            failure = error
        }
    }

    // MARK: What is to be done

    /// True if that was all.
    private func takeOrders(_ handle: OpaquePointer) -> Bool {
        let orders = mailbox.orders(takesJob: isOpen && job == nil)
        if let next = orders.next {
            job = next
            (sent, accepted) = (0, 0)
            isSettled = Array(repeating: false, count: next.messages.count)
            underway.removeAll(keepingCapacity: true)
            lastAnswer = .now
            cancelledAt = nil
            if next.messages.isEmpty { finishJob(nil) }
        }
        if let job, cancelledAt == nil, mailbox.isCancelled(job) { cancelledAt = .now }
        if cancelledAt != nil, underway.isEmpty { finishJob(.cancelled) }
        guard orders.isEnding else { return false }
        if isOpen {
            mosquitto_disconnect(handle)
            let deadline = ContinuousClock.now.advanced(by: Self.patience)
            while mosquitto_want_write(handle), ContinuousClock.now < deadline {
                var socket = pollfd(fd: mosquitto_socket(handle), events: Int16(POLLOUT), revents: 0)
                guard poll(&socket, 1, 50) >= 0, mosquitto_loop_write(handle, 1) == MOSQ_ERR_SUCCESS.code else { break }
            }
        }
        return true
    }

    private func publish(_ handle: OpaquePointer) {
        guard let job, cancelledAt == nil else { return }
        while failure == nil, sent < job.messages.count, underway.count < allowance,
            !mosquitto_want_write(handle)
        {
            let message = job.messages[sent]
            var number: Int32 = 0
            isPublishing = true
            let result = publish(message, handle, &number)
            isPublishing = false
            guard result == MOSQ_ERR_SUCCESS.code else {
                failure = .running(result, detail: detail)
                return
            }
            sent += 1
            if early.remove(number) != nil { settle(sent - 1) } else { underway[number] = sent - 1 }
        }
        if accepted == job.messages.count { finishJob(nil) }
    }

    private func publish(_ message: MQTTMessage, _ handle: OpaquePointer, _ number: inout Int32) -> Int32 {
        message.withParts { topic, payload in
            mosquitto_publish(
                handle, &number, topic, Int32(clamping: payload.count), payload.baseAddress,
                broker.isAcknowledged ? 1 : 0, message.isRetained)
        }
    }

    private func finishJob(_ failure: MQTTFailure?) {
        guard let job else { return }
        self.job = nil
        mailbox.finish(job, MQTTOutcome(accepted: accepted, failure: failure))
    }

    // MARK: What comes

    /// Waits until there is something to do, and lets the library do its part.
    private func serve(_ handle: OpaquePointer) {
        let isHandshake = broker.tls != nil && !isOpen
        let wantsWrite = mosquitto_want_write(handle) && !isHandshake
        var polled = [
            pollfd(
                fd: mosquitto_socket(handle), events: Int16(POLLIN) | (wantsWrite ? Int16(POLLOUT) : 0), revents: 0),
            pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        guard polled[0].fd >= 0 else {
            failure = .running(MOSQ_ERR_CONN_LOST.code, detail: detail)
            return
        }
        _ = poll(&polled, 2, isHandshake ? Self.handshakeStep : napMilliseconds)
        if polled[1].revents != 0 { bell.quieten() }
        var result = MOSQ_ERR_SUCCESS.code
        if polled[0].revents & ~Int16(POLLOUT) != 0 { result = mosquitto_loop_read(handle, 1) }
        if result == MOSQ_ERR_SUCCESS.code, isHandshake || polled[0].revents & Int16(POLLOUT) != 0 {
            result = mosquitto_loop_write(handle, 1)
        }
        if result == MOSQ_ERR_SUCCESS.code { result = mosquitto_loop_misc(handle) }
        // The broker's refusal says more than that it hung up after it.
        guard result != MOSQ_ERR_SUCCESS.code, failure == nil else { return }
        if isOpen {
            failure = .running(result, detail: detail)
        } else if isHandshake, let detail {
            failure = MQTTFailure(.certificate, "TLS with the broker failed: \(detail)")
        } else {
            failure = .connecting(
                result == MOSQ_ERR_ERRNO.code ? MOSQ_ERR_CONN_LOST.code : result, errorNumber: 0, detail: detail)
        }
    }

    private var napMilliseconds: Int32 {
        let now = ContinuousClock.now
        let limits = [
            .milliseconds(500), isOpen ? nil : broker.connectTimeout - start.duration(to: now),
            underway.isEmpty ? nil : broker.answerTimeout - lastAnswer.duration(to: now),
            cancelledAt.map { Self.patience - $0.duration(to: now) },
        ]
        let nap = limits.compactMap(\.self).min() ?? .milliseconds(500)
        return Int32(clamping: Int64((max(nap, .zero) / .milliseconds(1)).rounded(.up)))
    }

    private func checkTime() {
        let now = ContinuousClock.now
        if !isOpen, start.duration(to: now) >= broker.connectTimeout {
            failure = failure ?? MQTTFailure(.timedOut, "the broker did not let us in in time")
        }
        if job != nil, !underway.isEmpty, lastAnswer.duration(to: now) >= broker.answerTimeout {
            failure = failure ?? MQTTFailure(.timedOut, "the broker did not acknowledge in time")
        }
        if job != nil, let cancelledAt, cancelledAt.duration(to: now) >= Self.patience {
            failure = failure ?? .cancelled
        }
    }

    private func settle(_ place: Int) {
        isSettled[place] = true
        lastAnswer = .now
        allowance = min(allowance + 1, broker.window)
        while accepted < sent, isSettled[accepted] { accepted += 1 }
    }

    // MARK: What the library calls

    /// The broker answered to the wish to be let in.
    fileprivate func connected(_ code: Int32) {
        guard code == 0 else {
            failure = .refusal(code)
            return
        }
        isOpen = true
        details = []
        var number: Int32 = 0
        if let greeting = broker.greeting, let handle { _ = publish(greeting, handle, &number) }
        mailbox.opened()
    }

    /// A message was acknowledged, or written.
    fileprivate func published(_ number: Int32) {
        if let place = underway.removeValue(forKey: number) {
            settle(place)
            if accepted == isSettled.count { finishJob(nil) }
        } else if isPublishing {
            early.insert(number)
        }
    }

    fileprivate func complained(_ text: String) {
        // `error:0A000086:SSL routines::certificate verify failed`
        let words = text.split(separator: ":").last.map { $0.drop { $0 == " " } } ?? ""
        var detail = String(words.prefix(200))
        while detail.hasSuffix(".") { detail.removeLast() }
        if details.count < 3, !detail.isEmpty, !details.contains(detail) { details.append(detail) }
    }

    private var detail: String? { details.isEmpty ? nil : details.joined(separator: ", ") }

    private func setCallbacks(of handle: OpaquePointer) {
        mosquitto_connect_callback_set(handle) { _, object, code in MQTTLoop.of(object)?.connected(code) }
        mosquitto_publish_callback_set(handle) { _, object, number in MQTTLoop.of(object)?.published(number) }
        mosquitto_log_callback_set(handle) { _, object, level, text in
            guard level == MOSQ_LOG_ERR, let text else { return }
            MQTTLoop.of(object)?.complained(String(cString: text))
        }
    }

    static func of(_ object: UnsafeMutableRawPointer?) -> MQTTLoop? {
        object.map { Unmanaged<MQTTLoop>.fromOpaque($0).takeUnretainedValue() }
    }
}

extension mosq_err_t {
    /// As functions of the library return it.
    var code: Int32 { rawValue }
}
