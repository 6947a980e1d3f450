// SPDX-License-Identifier: MIT

import CPostgres
import Foundation

/// A connection of libpq. Every wait has an end, and ends early if the task is cancelled.
///
/// Its calls block the thread that they run on. A wait that ended early closes the connection: whether the answer would
/// still come, and to which question, nobody could tell.
final class PostgresLink {
    typealias Instant = ContinuousClock.Instant

    /// How long a wait goes on at most before it looks whether its task was cancelled.
    private static let longestNap: Duration = .milliseconds(50)

    private let connection: OpaquePointer
    private let password: String?
    private(set) var isOpen = true

    /// Connects.
    init(_ url: PostgresURL, until deadline: Instant) throws(PostgresError) {
        password = url.password
        let parameters = Self.parameters(url)
        let keywords = parameters.map { strdup($0.0) } + [nil]
        let values = parameters.map { strdup($0.1) } + [nil]
        defer { for text in keywords + values { free(text) } }
        let started = PQconnectStartParams(keywords.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 0)
        guard let started else { throw PostgresError(.cannotConnect, "there is no memory for a connection") }
        connection = started
        // By default, libpq prints what the server remarks.
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
        try connect(until: deadline)
        PQsetnonblocking(connection, 1)
    }

    deinit { if isOpen { PQfinish(connection) } }

    private static func parameters(_ url: PostgresURL) -> [(String, String)] {
        var parameters = [
            // The default would look for Kerberos first.
            "gssencmode": "disable",
            "fallback_application_name": ProcessInfo.processInfo.processName,
            "client_encoding": "UTF8",
            // A server that vanished without a word is noticed.
            "keepalives_idle": "30", "tcp_user_timeout": "30000",
        ]
        parameters.merge(url.parameters) { $1 }
        parameters["host"] = url.host
        parameters["port"] = String(url.port)
        parameters["dbname"] = url.database
        parameters["user"] = url.user
        parameters["password"] = url.password
        return parameters.map { ($0.key, $0.value) }
    }

    private func connect(until deadline: Instant) throws(PostgresError) {
        var status = PQstatus(connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while status != PGRES_POLLING_OK {
            guard status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING else {
                throw PostgresError(.cannotConnect, message)
            }
            do {
                try wait(for: status == PGRES_POLLING_READING ? POLLIN : POLLOUT, until: deadline)
            } catch  where error.kind == .timedOut {
                throw PostgresError(.cannotConnect, "the server did not answer in time")
            }
            status = PQconnectPoll(connection)
        }
    }

    /// Closes the connection at once. Whatever the server still does for it is undone.
    func close() {
        if isOpen { PQfinish(connection) }
        isOpen = false
    }

    var isInTransaction: Bool { isOpen && PQtransactionStatus(connection) != PQTRANS_IDLE }

    /// False if the connection is closed, also by the server, as far as it can be known without asking.
    func isUsable() -> Bool {
        guard isOpen else { return false }
        var descriptor = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
        // A server that leaves says so first: the end comes after it.
        for _ in 0..<100 where poll(&descriptor, 1, 0) != 0 {
            if PQconsumeInput(connection) == 0 { return false }
            descriptor.revents = 0
        }
        return PQstatus(connection) == CONNECTION_OK && PQtransactionStatus(connection) == PQTRANS_IDLE
    }

    /// Sends by `send` and returns the answer, the last one if there are several.
    ///
    /// - Parameter startsCopy: whether the statement asks for rows to be sent, which `copy` then does.
    @discardableResult
    func exchange(
        until deadline: Instant, startsCopy: Bool = false, _ send: (OpaquePointer) -> Int32
    ) throws(PostgresError) -> PostgresRows {
        try attempt { () throws(PostgresError) in
            guard send(connection) == 1 else { throw failure() }
            try flush(until: deadline)
            return try answer(until: deadline, startsCopy: startsCopy)
        }
    }

    /// Sends bytes to a statement that takes rows. It is over with `finishCopy`, whose answer counts.
    func copy(_ bytes: [UInt8], until deadline: Instant) throws(PostgresError) {
        try attempt { () throws(PostgresError) in
            while true {
                let sent = bytes.withUnsafeBytes { buffer in
                    PQputCopyData(
                        connection, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                        Int32(clamping: buffer.count))
                }
                if sent < 0 { throw failure() }
                try flush(until: deadline)
                if sent > 0 { return }
            }
        }
    }

    /// Ends the rows of `copy`.
    ///
    /// - Parameter refusal: why the rows shall not be stored after all.
    @discardableResult
    func finishCopy(refusal: String? = nil, until deadline: Instant) throws(PostgresError) -> PostgresRows {
        try attempt { () throws(PostgresError) in
            while true {
                let sent = PQputCopyEnd(connection, refusal)
                if sent < 0 { throw failure() }
                try flush(until: deadline)
                if sent > 0 { break }
            }
            return try answer(until: deadline)
        }
    }

    /// Does something that waits, and gives the connection up if it was not waited for to the end.
    private func attempt<Value>(_ body: () throws(PostgresError) -> Value) throws(PostgresError) -> Value {
        guard isOpen else { throw PostgresError(.closed, "the connection to the database is closed") }
        do {
            return try body()
        } catch {
            switch error.kind {
            case .timedOut, .cancelled, .misuse: abandon()
            case .connectionLost: close()
            default: break
            }
            throw error
        }
    }

    /// Tells the server to stop, and closes the connection.
    private func abandon() {
        if let request = PQgetCancel(connection) {
            // From here on only the thread below has it.
            nonisolated(unsafe) let request = request
            // A connection of its own, to a server that perhaps does not answer: this one must not wait for it.
            Thread.detachNewThread {
                var reason = [CChar](repeating: 0, count: 256)
                PQcancel(request, &reason, Int32(reason.count))
                PQfreeCancel(request)
            }
        }
        close()
    }
}

/// Waiting and reading.
extension PostgresLink {
    /// Returns when the socket is ready for one of `events`.
    private func wait(for events: Int32, until deadline: Instant) throws(PostgresError) {
        while true {
            if Task.isCancelled { throw PostgresError(.cancelled, "the task that asked the database was cancelled") }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { throw PostgresError(.timedOut, "the database did not answer in time") }
            var descriptor = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
            guard descriptor.fd >= 0 else { throw failure() }
            let nap = min(left, Self.longestNap) / .milliseconds(1)
            let ready = poll(&descriptor, 1, Int32(nap.rounded(.up)))
            if ready > 0 { return }
            guard ready == 0 || errno == EINTR else {
                throw PostgresError(.connectionLost, "the connection to the database cannot be waited for")
            }
        }
    }

    /// Sends what waits to be sent; reads meanwhile, since a server that waits to be read reads nothing.
    private func flush(until deadline: Instant) throws(PostgresError) {
        while true {
            // When it fails, the answer tells why.
            guard PQflush(connection) == 1 else { return }
            try wait(for: POLLIN | POLLOUT, until: deadline)
            guard PQconsumeInput(connection) == 1 else { return }
        }
    }

    /// Reads until the statement is over.
    private func answer(until deadline: Instant, startsCopy: Bool = false) throws(PostgresError) -> PostgresRows {
        var answer: PostgresRows?
        var refusal: PostgresResult?
        while let result = try nextResult(until: deadline) {
            switch result.status {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: answer = PostgresRows(result)
            case PGRES_COPY_IN where startsCopy: return PostgresRows(result)
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                throw PostgresError(.misuse, "a statement that copies rows was sent as one that does not")
            default: refusal = refusal ?? result
            }
        }
        if let refusal { throw failure(refusal) }
        guard let answer else { throw failure() }
        return answer
    }

    private func nextResult(until deadline: Instant) throws(PostgresError) -> PostgresResult? {
        // What the server said before it left is read also when it is gone.
        while PQisBusy(connection) == 1, PQstatus(connection) == CONNECTION_OK {
            try wait(for: POLLIN, until: deadline)
            if PQconsumeInput(connection) == 1 { continue }
            guard PQstatus(connection) == CONNECTION_BAD else { throw PostgresError(.connectionLost, message) }
        }
        return PQgetResult(connection).map { PostgresResult($0) }
    }
}

/// What went wrong.
extension PostgresLink {
    /// Why the server refused, or that it is gone.
    private func failure(_ result: PostgresResult? = nil) -> PostgresError {
        let isLost = PQstatus(connection) == CONNECTION_BAD
        let kind: PostgresError.Kind = isLost ? .connectionLost : result == nil ? .misuse : .refused
        // The primary message only: details quote values.
        return PostgresError(
            kind, sqlState: result?.diagnosis("C"), result?.diagnosis("M").map(redacted) ?? message)
    }

    /// The first reason that libpq tells, without the address.
    private var message: String {
        let text = String(cString: PQerrorMessage(connection))
        let lines = text.split(separator: "\n").map { line in
            let reason = line.range(of: " failed: ").map { line[$0.upperBound...] } ?? line
            return reason.replacing(/^(FATAL|ERROR|PANIC): +/, with: "")
        }
        let first = lines.first { !$0.isEmpty } ?? "no reason is known"
        return redacted(String(first))
    }

    private func redacted(_ text: String) -> String {
        guard let password, !password.isEmpty else { return text }
        return text.replacing(password, with: "<redacted>")
    }
}
