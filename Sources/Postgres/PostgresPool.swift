// SPDX-License-Identifier: MIT

/// A few connections to one server, made when they are needed and used again and again.
///
/// Whoever comes when all of them are in use waits for its turn, at most for `Limits.waiting`. After a failed attempt to
/// connect, everybody is refused at once for a while that grows with each failure: a server that starts again is not
/// besieged, and nobody waits for what does not come.
package actor PostgresPool {
    package struct Limits: Sendable {
        package var connections: Int
        /// How long a call waits for a connection that is free.
        package var waiting: Duration
        /// How many calls wait at most; more are refused at once.
        package var waiters: Int
        package var timeouts: PostgresTimeouts

        package init(
            connections: Int = 4, waiting: Duration = .seconds(10), waiters: Int = 1000,
            timeouts: PostgresTimeouts = PostgresTimeouts()
        ) {
            self.connections = max(1, connections)
            self.waiting = waiting
            self.waiters = waiters
            self.timeouts = timeouts
        }
    }

    /// What a call gets when its turn comes.
    private enum Grant {
        case connection(PostgresConnection)
        /// The right to make another one.
        case place
        case refusal(PostgresError)
    }

    private let url: PostgresURL
    private let limits: Limits
    let clock: any Clock<Duration>
    let random: @Sendable (ClosedRange<Int>) -> Int
    private var idle: [PostgresConnection] = []
    /// Connections that exist or are being made.
    private var count = 0
    private var waiters: [(ticket: Int, continuation: CheckedContinuation<Grant, Never>)] = []
    private var lastTicket = 0
    private var attempts: ConnectionAttempts
    private var isClosed = false
    private var closing: [CheckedContinuation<Void, Never>] = []

    package init(
        _ url: PostgresURL, limits: Limits = Limits(), clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable (ClosedRange<Int>) -> Int = { .random(in: $0) }
    ) {
        self.url = url
        self.limits = limits
        self.clock = clock
        self.random = random
        attempts = ConnectionAttempts()
    }

    /// Runs `body` on a connection that nobody else uses meanwhile.
    package func withConnection<Value: Sendable>(
        _ body: @Sendable (isolated PostgresConnection) throws -> Value
    ) async throws -> Value {
        let connection = try await take()
        do {
            let value = try await body(connection)
            await giveBack(connection)
            return value
        } catch {
            await giveBack(connection)
            throw error
        }
    }

    /// How many calls wait for a connection.
    package var waiting: Int { waiters.count }

    /// Lets nobody in any more and returns when those who are in have finished and every connection is closed.
    package func close() async {
        isClosed = true
        let refusal = Grant.refusal(PostgresError(.closed, "the connections to the database are being closed"))
        for waiter in waiters { waiter.continuation.resume(returning: refusal) }
        waiters = []
        let unused = idle
        idle = []
        count -= unused.count
        for connection in unused { await connection.close() }
        if count > 0 { await withCheckedContinuation { closing.append($0) } }
    }

    private func take() async throws(PostgresError) -> PostgresConnection {
        switch try await nextGrant() {
        case .connection(let connection):
            // The server may have been restarted since.
            if await connection.isUsable { return connection }
            await connection.close()
            return try await connect()
        case .place:
            return try await connect()
        case .refusal(let error):
            throw error
        }
    }

    private func nextGrant() async throws(PostgresError) -> Grant {
        guard !isClosed else { throw PostgresError(.closed, "the connections to the database are closed") }
        if let connection = idle.popLast() { return .connection(connection) }
        if count < limits.connections {
            count += 1
            return .place
        }
        guard waiters.count < limits.waiters else { throw PostgresError(.busy, "too many calls wait for the database") }
        lastTicket += 1
        let ticket = lastTicket
        // Ended when the turn comes first, and early if the task is cancelled.
        async let _: Void = refuse(ticket, after: limits.waiting)
        return await withCheckedContinuation { waiters.append((ticket, $0)) }
    }

    private func refuse(_ ticket: Int, after delay: Duration) async {
        let isOver = (try? await clock.sleep(for: delay)) != nil
        guard let index = waiters.firstIndex(where: { $0.ticket == ticket }) else { return }
        let error =
            isOver
            ? PostgresError(.busy, "no connection to the database became free in time")
            : PostgresError(.cancelled, "the task that waited for the database was cancelled")
        waiters.remove(at: index).continuation.resume(returning: .refusal(error))
    }

    private func connect() async throws(PostgresError) -> PostgresConnection {
        if let error = attempts.refusal(at: .now) {
            leave(refusing: error)
            throw error
        }
        do {
            let connection = try await PostgresConnection.open(url, timeouts: limits.timeouts)
            attempts.succeeded()
            return connection
        } catch {
            if error.kind != .cancelled { attempts.failed(error, at: .now) }
            leave(refusing: error)
            throw error
        }
    }

    private func giveBack(_ connection: PostgresConnection) async {
        guard await connection.isUsable, !isClosed else {
            await connection.close()
            leave()
            return
        }
        if waiters.isEmpty {
            idle.append(connection)
        } else {
            waiters.removeFirst().continuation.resume(returning: .connection(connection))
        }
    }

    /// Gives up the place of a connection that does not exist any more.
    ///
    /// - Parameter error: why none could be made, which holds for those who wait, too.
    private func leave(refusing error: PostgresError? = nil) {
        if let error, error.kind != .cancelled {
            for waiter in waiters { waiter.continuation.resume(returning: .refusal(error)) }
            waiters = []
        }
        if waiters.isEmpty {
            count -= 1
        } else {
            // The place goes to the next one.
            waiters.removeFirst().continuation.resume(returning: .place)
        }
        if isClosed, count == 0 {
            for continuation in closing { continuation.resume() }
            closing = []
        }
    }
}
