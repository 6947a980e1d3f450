// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct CrashFileTests {
    private struct Accident: Error, CustomStringConvertible {
        var description: String
    }

    private static let name = "crash_dump_20260310_071500_123_\(ProcessInfo.processInfo.processIdentifier)"
    private let directory: TemporaryDirectory
    private let log = LogCapture()

    init() throws { directory = try TemporaryDirectory() }

    private func write(_ error: any Error, _ settings: String = "", folder: String? = nil) throws {
        let folder = folder ?? directory.file("crashes")
        let site = try Site(
            root: "crashFile: {enable: true, crashFileDirectory: '\(folder)'\(settings)}\nmqttConfig: {enable: false}\n"
                + "heartbeat: {enable: true, remoteURL: http://beat.example/my-own-path}\nanonTelemetry: false")
        CrashFile(
            try site.read(), now: { Timestamp(nanoseconds: 1_773_123_300_123_456_789) }, offset: 3600
        ).write(error, logger: log.logger)
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `writes both files, for the owner's eyes only, without secrets`() throws {
        try write(Accident(description: "no \"answer\" from http://beat.example/my-own-path\npassword=geheim"))
        let folder = directory.file("crashes")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(files == ["\(Self.name)_1.json", "\(Self.name)_1.txt"])
        #expect(try mode(folder) == 0o700)
        for file in files { #expect(try mode("\(folder)/\(file)") == 0o600) }
        #expect(log.fullTexts == files.map { "error: CRASH DUMP: written file=\(folder)/\($0)" })

        let json = try String(contentsOfFile: "\(folder)/\(files[0])", encoding: .utf8)
        let object = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(Set(object.keys) == ["version", "timestamp", "app", "runtime", "error", "context", "config"])
        #expect(object["timestamp"] as? String == "2026-03-10T06:15:00.123Z")
        let error = try #require(object["error"] as? [String: String])
        #expect(error["type"]?.hasSuffix("Accident") == true)
        #expect(error["message"] == "no \"answer\" from [REDACTED]\npassword=[REDACTED]")
        let context = try #require(object["context"] as? [String: Any])
        #expect(context["exitCode"] as? Int == 1 && context["source"] as? String == "uncaughtException")
        let config = try #require(object["config"] as? [String: Any])
        #expect(
            Set(config.keys) == [
                "logLevel", "fileLogging", "logDirectory", "anonTelemetry", "systemInfoEnable", "userEventsEnable",
                "influxdbEnable", "influxdbVersion", "prometheusEnable", "mqttEnable",
            ])
        #expect(json.hasPrefix("{\n  \"version\": \"1.0\",\n  \"timestamp\": "))

        let text = try String(contentsOfFile: "\(folder)/\(files[1])", encoding: .utf8)
        #expect(text.hasPrefix("====================================\nBUTLER SOS CRASH REPORT\n"))
        #expect(text.contains("=== ERROR MESSAGE ===\nno \"answer\" from [REDACTED]\npassword=[REDACTED]\n"))
        #expect(!json.contains("geheim") && !text.contains("geheim") && !text.contains("my-own-path"))
    }

    @Test func `never overwrites a file, nor follows a link`() throws {
        let folder = directory.file("crashes")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let other = try directory.write("mine", to: "other")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/\(Self.name)_1.txt", withDestinationPath: other)
        try write(Accident(description: "x"), ", crashFileCreateJson: false")
        try write(Accident(description: "y"), ", crashFileCreateJson: false")
        #expect(try String(contentsOfFile: other, encoding: .utf8) == "mine")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                == (1...3).map { "\(Self.name)_\($0).txt" })
    }

    @Test func `writes no more into a folder that is full of them`() throws {
        let folder = directory.file("crashes")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for number in 1...CrashFile.mostFiles { _ = try directory.write("", to: "crashes/crash_dump_\(number).txt") }
        try write(Accident(description: "x"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == CrashFile.mostFiles)
        #expect(log.lines.map { $0.metadata["cause"] } == ["it has 100 of them; move or delete some"])
    }

    @Test func `says why nothing can be written`() throws {
        try write(Accident(description: "x"), folder: "/dev/null/crashes")
        #expect(
            log.fullTexts == ["error: CRASH DUMP: cannot be written cause=Not a directory file=/dev/null/crashes"])
    }

    @Test(arguments: ["enable: false", "enable: true, crashFileCreateJson: false, crashFileCreateText: false"])
    func `writes nothing if told so`(settings: String) throws {
        let site = try Site(root: "crashFile: {\(settings), crashFileDirectory: '\(directory.file("crashes"))'}")
        CrashFile(try site.read(), now: { Timestamp(secondsSinceEpoch: 0) }, offset: 0)
            .write(Accident(description: "x"), logger: log.logger)
        #expect(log.lines.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: directory.file("crashes")))
    }
}
