// SPDX-License-Identifier: MIT

import Foundation

/// One connection to a broker, from the attempt to its end. Publishes, and nothing else.
///
/// It never comes back: when it broke, a new one is made. All waits have an end, and end early if the task is
/// cancelled.
package final class MQTTConnection: Sendable {
    private let broker: MQTTBroker
    private let mailbox: MQTTMailbox?

    /// Starts to connect.
    package init(_ broker: MQTTBroker) {
        self.broker = broker
        guard let bell = Bell() else {
            mailbox = nil
            return
        }
        let mailbox = MQTTMailbox(bell: bell)
        self.mailbox = mailbox
        // A name that is looked up, or a host that does not answer, blocks this thread and no other.
        let thread = Thread { MQTTLoop(broker, mailbox: mailbox, bell: bell).run() }
        thread.name = "mqtt"
        thread.start()
    }

    deinit { mailbox?.end() }

    private static let noDescriptors = MQTTFailure(.unreachable, "the system has no file descriptors left")

    package var isOpen: Bool { mailbox?.phase == .open }

    /// Why it ended; `nil` if it did not.
    package var end: MQTTFailure? {
        guard let mailbox else { return Self.noDescriptors }
        if case .ended(let failure) = mailbox.phase { return failure }
        return nil
    }

    /// Waits until the broker let us in.
    ///
    /// If its host does not answer, the wait ends before the attempt does, and can be gone on with.
    package func untilOpen() async throws(MQTTFailure) {
        guard let mailbox else { throw Self.noDescriptors }
        // The thread notices first, unless the system holds it.
        let limit = broker.connectTimeout * 5 / 4
        guard let answer = await Self.withLimit(limit, { await mailbox.wait(untilOpen: true) }) else {
            throw Task.isCancelled ? .cancelled : MQTTFailure(.timedOut, "the broker's host did not answer in time")
        }
        if let failure = answer { throw failure }
    }

    /// Publishes messages in their order.
    ///
    /// If the task is cancelled, messages that are underway are still waited for, but not long.
    package func publish(_ messages: [MQTTMessage]) async -> MQTTOutcome {
        guard let mailbox else { return MQTTOutcome(accepted: 0, failure: Self.noDescriptors) }
        let id = mailbox.makeID()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.add(MQTTMailbox.Job(id: id, messages: messages, continuation: continuation))
            }
        } onCancel: {
            mailbox.cancel(job: id)
        }
    }

    /// Says farewell and ends the connection in order, so that the broker does not publish the last will; what is not
    /// done in time is left.
    package func close(within limit: Duration) async {
        guard let mailbox else { return }
        if isOpen, let farewell = broker.farewell {
            _ = await Self.withLimit(limit) { await self.publish([farewell]) }
        }
        mailbox.end()
        _ = await Self.withLimit(limit) { await mailbox.wait(untilOpen: false) }
    }

    /// What `body` gives; `nil` if it takes too long.
    private static func withLimit<Value: Sendable>(
        _ limit: Duration, _ body: @escaping @Sendable () async -> Value
    ) async -> Value? {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask { await body() }
            group.addTask {
                // The library's own loop goes by the system's clock, too.
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
