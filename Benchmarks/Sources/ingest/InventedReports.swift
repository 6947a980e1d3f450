// SPDX-License-Identifier: MIT

import Crypto
import Foundation

/// Reports of installations that do not exist, as requests.
struct InventedReports {
    enum Kind {
        /// Version 1, as old versions send it, or version 2 with its signature.
        case unsigned, signed
    }

    var kind: Kind

    /// The requests of some installations, one each.
    ///
    /// - Parameters:
    ///   - pass: grows from deck to deck: it is the counter of signed reports.
    ///   - changed: which installations report another version than usual.
    func deck(_ installations: Range<Int>, pass: Int, changed: (Int) -> Bool = { _ in false }) throws -> RequestDeck {
        var deck = RequestDeck()
        for installation in installations {
            let patch = changed(installation) ? 1 : 0
            switch kind {
            case .unsigned:
                let body = Array(Self.data(installation, patch, runtime: "nodeVersion", "v20.20.2").utf8)
                deck.append(path: "/api/butlerTelemetry", body: body)
            case .signed:
                let report = try Self.signed(installation, patch, counter: UInt64(pass))
                let headers = [
                    ("Telemetry-Key", Self.base64URL(report.key)), ("Telemetry-Counter", "\(pass)"),
                    ("Telemetry-Signature", Self.base64URL(report.signature)),
                ]
                deck.append(path: "/v2/reports", headers: headers, body: report.body)
            }
        }
        return deck
    }

    /// How many signatures of such reports all cores together check in a second, and nothing else.
    static func verificationsPerSecond() throws -> Double {
        let reports = try (0..<2000).map { try signed($0, 0, counter: 1) }
        let (cores, rounds) = (ProcessInfo.processInfo.activeProcessorCount, 5)
        let start = ContinuousClock.now
        DispatchQueue.concurrentPerform(iterations: cores) { _ in
            for _ in 0..<rounds {
                for report in reports {
                    let key = try? Curve25519.Signing.PublicKey(rawRepresentation: report.key)
                    let isValid = key?.isValidSignature(report.signature, for: report.message) ?? false
                    precondition(isValid, "a signature that was just made is wrong")
                }
            }
        }
        return Double(cores * rounds * reports.count) / ((ContinuousClock.now - start) / .seconds(1))
    }

    private struct Signed {
        var key: Data
        var signature: Data
        var body: [UInt8]
        var message: Data
    }

    private static func signed(_ installation: Int, _ patch: Int, counter: UInt64) throws -> Signed {
        let seed = SHA256.hash(data: Data("key of \(installation)".utf8))
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        let body = Array(
            #"{"schemaVersion":2,"ts":"2026-11-22T13:00:00.000Z","data":\#(data(installation, patch, runtime: "swiftVersion", "6.3"))}"#
                .utf8)
        var message = Data("butler-telemetry/v2/report\0".utf8)
        withUnsafeBytes(of: counter.bigEndian) { message.append(contentsOf: $0) }
        message.append(contentsOf: body)
        return Signed(
            key: key.publicKey.rawRepresentation, signature: try key.signature(for: message), body: body,
            message: message)
    }

    private static func data(_ installation: Int, _ patch: Int, runtime: String, _ version: String) -> String {
        let id = SHA256.hash(data: Data("installation \(installation)".utf8)).flatMap { [$0 >> 4, $0 & 15] }
            .map { String($0, radix: 16) }.joined()
        // Old versions do not know the flag for Prometheus.
        let features =
            [
                "heartbeat", "dockerHealthCheck", "uptimeMonitor", "uptimeMonitor_storeInInfluxdb", "udpServer",
                "logdb", "mqtt",
                "influxdb",
            ] + (runtime == "swiftVersion" ? ["prometheus"] : []) + ["appNames", "userSessions"]
        let flags = features.map { #""\#($0)":\#($0 == "influxdb")"# }.joined(separator: ",")
        return #"{"service":"butler-sos","serviceVersion":"5.6.\#(patch)","system":{"id":"\#(id)","arch":"x64","#
            + #""platform":"linux","release":"12","distro":"Debian GNU/Linux","codename":"bookworm","virtual":true,"#
            + #""\#(runtime)":"\#(version)"},"enabledFeatures":{"feature":{\#(flags)}}}"#
    }

    private static func base64URL(_ bytes: Data) -> String {
        bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
