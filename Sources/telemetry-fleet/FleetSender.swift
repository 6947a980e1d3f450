// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import HTTPExchange
import NIOCore
import NIOHTTP1
import TelemetryFleet
import TelemetryWire

/// Sends the reports of a fleet to a collector, a bounded number at a time.
struct FleetSender: Sendable {
    let url: String
    let concurrency: Int
    let counter: UInt64

    /// What became of the reports.
    struct Tally: Sendable {
        var accepted = 0
        var silent = 0
        /// How many were not accepted, by the status or the failure.
        var refused: [String: Int] = [:]

        var sent: Int { accepted + refused.values.reduce(0, +) }
    }

    private enum Outcome: Sendable {
        case accepted, silent
        case refused(String)
    }

    /// Sends what each installation reports on a day.
    func send(_ fleet: SyntheticFleet, on day: UTCDay) async -> Tally {
        var configuration = HTTPClient.Configuration.forExchanges()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = concurrency
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        defer { client.closeInBackground() }
        return await withTaskGroup(of: Outcome.self) { group in
            var (tally, next) = (Tally(), fleet.startIndex)
            func start() {
                guard next < fleet.endIndex else { return }
                let installation = fleet[next]
                next += 1
                group.addTask { await send(installation, on: day, with: client) }
            }
            for _ in 0..<concurrency { start() }
            for await outcome in group {
                switch outcome {
                case .accepted: tally.accepted += 1
                case .silent: tally.silent += 1
                case .refused(let reason): tally.refused[reason, default: 0] += 1
                }
                start()
            }
            return tally
        }
    }

    private func send(_ installation: SyntheticInstallation, on day: UTCDay, with client: HTTPClient) async -> Outcome {
        do {
            guard let message = try installation.message(on: day, counter: counter) else { return .silent }
            let answer = try await HTTPExchange.run(
                request(message), with: client, deadline: .seconds(10), maximumBodySize: 64 * 1024)
            return answer.status == 202 ? .accepted : .refused("status \(answer.status)")
        } catch {
            return .refused("\(error)")
        }
    }

    private func request(_ message: SyntheticInstallation.Message) -> HTTPClientRequest {
        var request: HTTPClientRequest
        switch message {
        case .signed(let report):
            request = HTTPClientRequest(url: url + TelemetryHTTP.reportPath)
            request.headers.add(name: TelemetryHTTP.keyHeader, value: Base64URL.encode(report.key))
            request.headers.add(name: TelemetryHTTP.counterHeader, value: String(report.counter))
            request.headers.add(name: TelemetryHTTP.signatureHeader, value: Base64URL.encode(report.signature))
            request.body = .bytes(ByteBuffer(bytes: report.body))
        case .unsigned(let body):
            request = HTTPClientRequest(url: url + TelemetryHTTP.legacyReportPath)
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: TelemetryHTTP.userAgent)
        return request
    }
}
