// SPDX-License-Identifier: MIT

import ConfigurationFile
import Foundation
import MonitoringTestKit
import TelemetryCollector
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

@testable import CollectorStore

@Suite struct OpenStoreTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func configuration(_ options: [CollectorSetting: String] = [:]) throws -> CollectorConfiguration {
        let reading = ConfigurationReading()
        let configuration = CollectorConfiguration(
            options: [.data: directory.file("data")].merging(options) { $1 }, environment: [:], file: nil,
            reading: reading)
        #expect(reading.problems.isEmpty)
        return configuration
    }

    @Test func `makes a store for those who may, and opens it for the others`() async throws {
        let made = try await OpenStore.making(try configuration())
        #expect(made.place == directory.file("data/telemetry.sqlite"))
        let submission = Sample.submission(installation: 1, day: UTCDay(number: 20_000))
        #expect(try await made.store.submit(submission) == .stored(submission.day))
        try await made.store.close()
        let count = try await OpenStore.withExisting(try configuration()) {
            try await $0.store.statistics().installations
        }
        #expect(count == 1)
    }

    @Test func `does not make a folder that was mistyped`() async throws {
        let configuration = try configuration()
        await #expect(throws: OpenStoreFailure.self) { try await OpenStore.withExisting(configuration) { _ in } }
        await #expect(throws: OpenStoreFailure.self) { try await OpenStore.schemaVersion(configuration) }
        #expect(!FileManager.default.fileExists(atPath: directory.file("data")))
    }

    @Test func `does not make a pepper for a database that needs the one it had`() async throws {
        let configuration = try configuration([.database: "postgres://user:hunter2@127.0.0.1:1/telemetry"])
        await #expect {
            try await OpenStore.withExisting(configuration) { _ in }
        } throws: { error in
            "\(error)".contains("pepper") && !"\(error)".contains("hunter2")
        }
        #expect(!FileManager.default.fileExists(atPath: directory.file("data")))
    }

    @Test func `asks who decides whether a new installation is let in`() async throws {
        let opened = try await OpenStore.making(try configuration()) { false }
        let submission = Sample.submission(installation: 1, day: UTCDay(number: 20_000))
        #expect(try await opened.store.submit(submission) == .notAdmitted)
        try await opened.store.close()
    }

    @Test func `closes the store also when the work fails`() async throws {
        struct Failure: Error {}
        try await OpenStore.making(try configuration()).store.close()
        let configuration = try configuration()
        await #expect(throws: Failure.self) {
            try await OpenStore.withExisting(configuration) { _ in throw Failure() }
        }
        // The write-ahead log is emptied when a store is closed.
        let log = FileManager.default.contents(atPath: directory.file("data/telemetry.sqlite-wal"))
        #expect(log?.isEmpty ?? true)
    }

    @Test func `says the version of the schema, of an empty file, too, and changes nothing by asking`() async throws {
        try await OpenStore.making(try configuration()).store.close()
        #expect(try await OpenStore.schemaVersion(try configuration()) > 0)
        let file = directory.file("data/telemetry.sqlite")
        try FileManager.default.removeItem(atPath: file)
        #expect(FileManager.default.createFile(atPath: file, contents: nil))
        #expect(try await OpenStore.schemaVersion(try configuration()) == 0)
        #expect(FileManager.default.contents(atPath: file)?.isEmpty == true)
    }

    @Test func `copies a database that is in use, for its owner only`() async throws {
        let opened = try await OpenStore.making(try configuration())
        let submission = Sample.submission(installation: 1, day: UTCDay(number: 20_000))
        _ = try await opened.store.submit(submission)
        let copy = directory.file("copy/telemetry.sqlite")
        try FileManager.default.createDirectory(atPath: directory.file("copy"), withIntermediateDirectories: true)
        try await opened.backup(to: copy)
        await #expect(throws: NewFileFailure.self) { try await opened.backup(to: copy) }
        try await opened.store.close()
        #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.file("copy")) == ["telemetry.sqlite"])
        let restored = try configuration([.data: directory.file("copy")])
        // The copy does not hold the secret; without it, it is of no use.
        await #expect(throws: StoreFailure.self) { try await OpenStore.withExisting(restored) { _ in } }
        try FileManager.default.removeItem(atPath: directory.file("copy/pepper"))
        try FileManager.default.copyItem(
            atPath: directory.file("data/pepper"), toPath: directory.file("copy/pepper"))
        let count = try await OpenStore.withExisting(restored) { try await $0.store.statistics().installations }
        #expect(count == 1)
    }
}
