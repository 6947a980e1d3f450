// SPDX-License-Identifier: MIT

/// Publishes to a broker, over a connection that is made when it is needed and made again when it broke.
///
/// Nothing is kept: what the broker did not take is the caller's again. When to try again is the caller's business too.
package actor MQTTClient {
    private let broker: MQTTBroker
    private var connection: MQTTConnection?
    private var isClosed = false

    package init(_ broker: MQTTBroker) { self.broker = broker }

    /// Makes sure that there is a connection; true if a new one was made.
    package func connect() async throws(MQTTFailure) -> Bool {
        if isClosed { throw .closed }
        if let connection, connection.isOpen { return false }
        // An attempt that is still underway is gone on with: there is never more than one.
        let connection = connection.flatMap { $0.end == nil ? $0 : nil } ?? MQTTConnection(broker)
        self.connection = connection
        try await connection.untilOpen()
        return true
    }

    /// Publishes messages in their order, over the connection that is there.
    package func publish(_ messages: [MQTTMessage]) async -> MQTTOutcome {
        guard let connection, !isClosed else { return MQTTOutcome(accepted: 0, failure: .closed) }
        return await connection.publish(messages)
    }

    /// Ends for good.
    package func close(within limit: Duration = .seconds(1)) async {
        isClosed = true
        await connection?.close(within: limit)
        connection = nil
    }
}
