// SPDX-License-Identifier: MIT

package import Logging
package import MQTT
package import Monitoring
package import MonitoringPipeline
import Synchronization

/// Publishes observations to an MQTT broker.
///
/// With acknowledgements a message is delivered when the broker has it; some may arrive twice when a connection breaks.
/// Without them it is delivered when it was written, and lost if the connection breaks at that moment.
package final class MQTTDestination: Destination {
    package let name = "mqtt"
    package let errorType = "MQTT_PUBLISH"
    package let spoolName = MQTTConfiguration.spoolName

    /// How often the broker hangs up on one message until it is the message that is given up.
    private static let maximumStrikes = 5

    private let client: MQTTClient
    private let place: String
    private let figures: FigureMessages
    private let events: EventMessages
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var wasConnected = false
        /// The message on which the broker hung up, and how often.
        var suspect: Record?
        var strikes = 0
    }

    /// - Parameter client: is closed by whoever made it.
    package init(_ configuration: MQTTConfiguration, client: MQTTClient, logger: Logger) {
        self.client = client
        self.logger = logger
        place = "\(configuration.broker.host):\(configuration.broker.port)"
        figures = FigureMessages(
            baseTopic: configuration.baseTopic, isRetained: configuration.retainsFigures,
            isVersion5: configuration.isVersion5)
        events = EventMessages(configuration)
    }

    package func records(of observation: Observation) -> [Record] {
        let messages =
            switch observation {
            case .engineHealth(let health, let server, _, _): figures.messages(of: health, server)
            case .proxySessions(let sessions): figures.message(of: sessions).map { [$0] } ?? []
            case .userEvent(let event): events.messages(of: event)
            case .logEvent(let event): events.messages(of: event)
            case .logDatabaseEntry(let row): [figures.message(of: row)]
            case .polled, .eventFigures, .programUsage, .deliveryFailed: [MQTTMessage]()
            }
        return messages.map { Record($0.bytes) }
    }

    /// The topic.
    package func label(of record: Record) -> String { MQTTMessage(bytes: record.bytes)?.topic ?? "no topic" }

    package func deliver(_ batch: [Record]) async throws(DeliveryFailure) {
        let messages = batch.compactMap { MQTTMessage(bytes: $0.bytes) }
        guard messages.count == batch.count else {
            throw DeliveryFailure(.permanent, "a topic cannot be published to", category: .badAnswer)
        }
        guard let first = batch.first else { return }
        if state.withLock({ $0.suspect == first && $0.strikes >= Self.maximumStrikes }) {
            // Found among others it is still to be found alone.
            if batch.count == 1 { forgetSuspect() }
            throw DeliveryFailure(
                .permanent, "MQTT broker at \(place): hung up on the message \(Self.maximumStrikes) times in a row",
                category: .connectionReset)
        }
        var accepted = 0
        while true {
            let isNew = try await connect(accepted)
            let outcome = await client.publish(Array(messages[accepted...]))
            accepted += outcome.accepted
            if accepted > 0 { forgetSuspect() }
            guard let failure = outcome.failure else { return }
            // A connection from earlier may be broken without anybody having noticed.
            if failure.kind == .connectionLost, !isNew, !Task.isCancelled { continue }
            if failure.kind == .connectionLost, accepted == 0 { strike(first) }
            throw deliveryFailure(failure, delivered: accepted)
        }
    }

    private func connect(_ accepted: Int) async throws(DeliveryFailure) -> Bool {
        let isNew: Bool
        do { isNew = try await client.connect() } catch { throw deliveryFailure(error, delivered: accepted) }
        guard isNew else { return false }
        let wasConnected = state.withLock { state in
            defer { state.wasConnected = true }
            return state.wasConnected
        }
        logger.log(
            level: wasConnected ? .debug : .notice, "MQTT: connected to the broker", metadata: ["broker": "\(place)"])
        return true
    }

    private func strike(_ record: Record) {
        state.withLock { state in
            state.strikes = state.suspect == record ? state.strikes + 1 : 1
            state.suspect = record
        }
    }

    private func forgetSuspect() {
        state.withLock { state in
            state.suspect = nil
            state.strikes = 0
        }
    }

    private func deliveryFailure(_ failure: MQTTFailure, delivered: Int) -> DeliveryFailure {
        let category: PollFailure.Category =
            switch failure.kind {
            case .hostNotFound: .hostNotFound
            case .connectionRefused: .connectionRefused
            case .notAuthorised: .authError
            case .certificate: .certificateError
            case .connectionLost: .connectionReset
            case .timedOut: .timeout
            case .badAnswer: .badAnswer
            case .unreachable, .refused, .cancelled, .closed, .misconfigured: .unknown
            }
        return DeliveryFailure(
            .temporary(retryAfter: nil), "MQTT broker at \(place): \(failure)", category: category,
            delivered: delivered)
    }
}
