// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// A server under load: the collector, or the bare endpoint that it is compared with.
final class Endpoint {
    struct PortTaken: Error { var port: Int }
    struct NotReady: Error { var output: String }

    let program: Program
    /// From the start of the process to the first answer.
    let secondsToReady: Double
    /// The largest `RssAnon` seen, in KiB.
    private(set) var peakAnonymous = 0
    private let load: LoadGenerator
    private var isStopped = false

    init(_ path: String, _ arguments: [String], port: Int, log: String) throws {
        // What an interrupted run left behind must not be measured.
        guard !Self.answers(port) else { throw PortTaken(port: port) }
        let start = ContinuousClock.now
        let program = try Program(path, arguments, log: log)
        func seconds() -> Double { (ContinuousClock.now - start) / .seconds(1) }
        while !Self.answers(port) {
            guard seconds() < 60, (try? program.kibibytes("VmRSS")) ?? 0 > 0 else {
                throw NotReady(output: program.output)
            }
            usleep(500)
        }
        secondsToReady = seconds()
        (self.program, self.load) = (program, LoadGenerator(port: port))
        try look()
    }

    deinit { stop() }

    func stop() {
        // Its number may belong to another process by now.
        guard !isStopped else { return }
        isStopped = true
        program.kill()
        program.secondsToExit()
    }

    func run(
        _ deck: RequestDeck, count: Int? = nil, pace: LoadGenerator.Pace = .asFastAsPossible, connections: Int = 64
    ) throws -> LoadResult {
        var load = load
        load.connections = connections
        let result = try load.run(deck, count: count, pace: pace, against: program) { try look() }
        try look()
        return result
    }

    private func look() throws { peakAnonymous = max(peakAnonymous, try program.kibibytes("RssAnon")) }

    private static func answers(_ port: Int) -> Bool {
        guard let connection = try? LoadConnection(port: port) else { return false }
        let request = Array("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8)
        guard request.withUnsafeBytes({ connection.send($0) }) else { return false }
        var poll = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
        guard Foundation.poll(&poll, 1, 2000) == 1, case .answered(200) = connection.receive() else { return false }
        return true
    }
}
