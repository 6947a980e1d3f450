// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import MonitoringTestKit
import TelemetryCollector
import TelemetryStore
import TelemetryStoreSQLite
import TelemetryTestKit
import TelemetryWire
import Testing

/// What an installation erases over HTTP is gone from the collector's files, not only from its answers.
struct ErasureTraceTests {
    private let directory: TemporaryDirectory
    private let collector: Collector
    private let store: SQLiteStore

    init() throws {
        directory = try TemporaryDirectory()
        store = try SQLiteStore(
            path: directory.file("telemetry.sqlite"), tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
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
        let senders = (1...60).map(sender)
        for sender in senders { #expect(try await collector.send(sender, counter: 1).status == .accepted) }
        // A changed state moves rows about, and a read-back writes too.
        let erased = senders.prefix(20).map { Sender(key: $0.key, id: $0.id, version: $0.version + "-2") }
        for sender in erased {
            #expect(try await collector.send(sender, counter: 2).status == .accepted)
            #expect(try await collector.request(.get, sender, counter: 3).status == .ok)
        }
        func traces(_ sender: Sender) -> [(String, [UInt8])] {
            [
                ("keyed ID", Collector.pepper.keyedID(of: sender.id).bytes),
                ("key", Array(sender.key.publicKey.rawRepresentation)),
                ("sealed digest", Collector.pepper.seal(Array(SHA256.hash(data: sender.body())))),
                ("versions", Array(sender.version.utf8.dropLast(2))),
            ]
        }
        for (name, trace) in traces(erased[0]) { #expect(try !files(containing: trace).isEmpty, "\(name)") }
        // A bare digest would tell who guesses an ID that it is right.
        for sender in erased { #expect(try files(containing: Array(SHA256.hash(data: sender.body()))) == []) }
        for sender in erased {
            let response = try await collector.request(.delete, sender, counter: 4)
            #expect(response.text == #"{"installations":1,"periods":2,"date":"2026-11-22"}"#)
        }
        for sender in erased {
            let ids = [("ID", Array(sender.id.utf8)), ("ID as bytes", Hex.decode(sender.id) ?? [])]
            for (name, trace) in traces(sender) + ids { #expect(try files(containing: trace) == [], "\(name)") }
        }
        #expect(try await store.overview(service: "butler-sos", asOf: Collector.today).installations == 40)
        #expect(try !files(containing: Array(senders[59].version.utf8)).isEmpty)
    }
}
