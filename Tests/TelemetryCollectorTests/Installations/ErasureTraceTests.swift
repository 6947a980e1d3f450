// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import MonitoringTestKit
import TelemetryCollector
import TelemetryStore
import TelemetryStoreSQLite
import TelemetryWire
import Testing

/// What an installation erases over HTTP is gone from the collector's files, not only from its answers.
struct ErasureTraceTests {
    private let directory: TemporaryDirectory
    private let collector: Collector
    private let store: SQLiteStore

    init() throws {
        directory = try TemporaryDirectory()
        store = try SQLiteStore(path: directory.file("telemetry.sqlite"))
        collector = Collector(store: store)
    }

    /// The names of the files in the folder that contain `bytes`.
    private func files(containing bytes: [UInt8]) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { name in
            try Data(contentsOf: URL(fileURLWithPath: directory.file(name))).range(of: Data(bytes)) != nil
        }
    }

    private func sender(_ number: Int) -> Sender {
        Sender(id: Hex.encode(SHA256.hash(data: Data("\(number)".utf8))), version: "7.\(number).0-mark\(number)end")
    }

    @Test func `leaves no trace in any file`() async throws {
        // So many that the tables grow over several pages, where a deleted row leaves more than its own place.
        let senders = (1...300).map(sender)
        for sender in senders { #expect(try await collector.send(sender, counter: 1).status == .accepted) }
        let erased = stride(from: 0, to: 300, by: 10).map { senders[$0] }
        // A read-back leaves none either.
        for sender in erased { #expect(try await collector.request(.get, sender, counter: 2).status == .ok) }
        func traces(_ sender: Sender) -> [(String, [UInt8])] {
            [
                ("keyed ID", Collector.pepper.keyedID(of: sender.id).bytes), ("ID", Array(sender.id.utf8)),
                ("ID as bytes", Hex.decode(sender.id) ?? []), ("key", Array(sender.key.publicKey.rawRepresentation)),
                ("digest", Array(SHA256.hash(data: sender.body()))), ("version", Array(sender.version.utf8)),
            ]
        }
        for (name, trace) in traces(senders[0]) where !name.hasPrefix("ID") {
            #expect(try !files(containing: trace).isEmpty, "\(name)")
        }
        for sender in erased {
            let response = try await collector.request(.delete, sender, counter: 3)
            #expect(response.text == #"{"installations":1,"periods":1,"date":"2026-11-22"}"#)
        }
        for sender in erased {
            for (name, trace) in traces(sender) { #expect(try files(containing: trace) == [], "\(name)") }
        }
        #expect(try await store.overview(service: "butler-sos", asOf: Collector.today).installations == 270)
        #expect(try !files(containing: Array(senders[299].version.utf8)).isEmpty)
    }
}
