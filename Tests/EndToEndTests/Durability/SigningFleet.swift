// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import MonitoringTestKit
import Synchronization
import TelemetryTestKit
import TelemetryWire

/// Installations that report without rest, each report with another version, and remember what was acknowledged.
final class SigningFleet: Sendable {
    /// One installation. Its reports carry the versions 1.1.0, 1.2.0 and so on: the counter is in the middle.
    final class Installation: Sendable {
        let id: String
        private let key: Curve25519.Signing.PrivateKey
        private let state = Mutex((counter: UInt64(0), acknowledged: Set<UInt64>()))

        init(_ number: Int) {
            id = Hex.encode(SHA256.hash(data: Data("installation \(number)".utf8)))
            key = Curve25519.Signing.PrivateKey()
        }

        var acknowledged: Set<UInt64> { state.withLock { $0.acknowledged } }

        func nextCounter() -> UInt64 {
            state.withLock { state in
                state.counter += 1
                return state.counter
            }
        }

        func acknowledge(_ counter: UInt64) { state.withLock { _ = $0.acknowledged.insert(counter) } }

        func report(_ counter: UInt64) throws -> (body: [UInt8], headers: [String: String]) {
            var report = Sample.report(id: id)
            report.serviceVersion = "1.\(counter).0"
            let body = report.encoded(at: HourTimestamp(secondsSinceEpoch: 1_795_305_600))
            var headers = try headers(.report(body), counter)
            headers["Content-Type"] = "application/json"
            return (body, headers)
        }

        func headers(_ message: SignedMessage, _ counter: UInt64) throws -> [String: String] {
            let signature = try key.signature(for: message.bytes(counter: counter))
            return [
                TelemetryHTTP.keyHeader: Base64URL.encode(Array(key.publicKey.rawRepresentation)),
                TelemetryHTTP.counterHeader: String(counter),
                TelemetryHTTP.signatureHeader: Base64URL.encode(Array(signature)),
            ]
        }
    }

    let installations: [Installation]
    private let statuses = Mutex<[Int: Int]>([:])

    init(count: Int) { installations = (0..<count).map(Installation.init) }

    /// How many reports were acknowledged so far.
    var acknowledged: Int { installations.reduce(0) { $0 + $1.acknowledged.count } }

    /// How many answers there were of each status; 0 stands for no answer.
    var answers: [Int: Int] { statuses.withLock { $0 } }

    /// Reports to one of the collectors, in turn, until the body ends.
    ///
    /// An installation that got no answer sends the same report again, as the client does.
    func report(to urls: [String], while body: @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, installation) in installations.enumerated() {
                group.addTask {
                    var turn = index
                    while !Task.isCancelled {
                        let counter = installation.nextCounter()
                        while !Task.isCancelled {
                            turn += 1
                            do {
                                if try await self.send(counter, of: installation, to: urls[turn % urls.count]) { break }
                            } catch {
                                // The end may come between question and answer.
                                guard !Task.isCancelled else { return }
                                throw error
                            }
                            await Task.yield()
                        }
                    }
                }
            }
            try await body()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// True if the collector took it, now or before.
    @discardableResult
    func send(_ counter: UInt64, of installation: Installation, to url: String) async throws -> Bool {
        let report = try installation.report(counter)
        let answer = try await Web.post(url + TelemetryHTTP.reportPath, body: report.body, headers: report.headers)
        let status = answer?.status ?? 0
        statuses.withLock { $0[status, default: 0] += 1 }
        guard status == 202 else { return false }
        installation.acknowledge(counter)
        return true
    }

    /// The counters of the reports that the collector acknowledged to an installation and does not hold.
    func missing(from url: String) async throws -> [String] {
        var missing: [String] = []
        for (number, installation) in installations.enumerated() where !installation.acknowledged.isEmpty {
            let headers = try installation.headers(.read(id: installation.id), 1 << 40)
            let path = TelemetryHTTP.installationPath(id: installation.id)
            guard let answer = try await Web.get(url + path, headers: headers),
                let stored = StoredInstallation(answer.body)
            else {
                missing.append("installation \(number)")
                continue
            }
            let versions = Set(stored.periods.map { "\($0.data["serviceVersion"] ?? .null)" })
            for counter in installation.acknowledged.sorted()
            where !versions.contains("\(JSONValue.string("1.\(counter).0"))") {
                missing.append("report \(counter) of installation \(number)")
            }
        }
        return missing
    }
}
