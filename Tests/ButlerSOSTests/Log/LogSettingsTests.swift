// SPDX-License-Identifier: MIT

import ConfigurationFile
import Foundation
import LogOutput
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct LogSettingsTests {
    @Test func `without a word the console gets text, and no file is kept`() throws {
        let log = try Site().read().log
        #expect(log.level == .info && log.format == .text && !log.isWrittenToFiles)
        #expect(log.directory == "log" && log.retentionDays == 30)
    }

    @Test func `all of it can be said`() throws {
        let site = try Site(root: "fileLogging: true\nlogFormat: JSON\nlogRetentionDays: 7\nlogDirectory: ''")
        let log = try site.read().log
        #expect(log.format == .json && log.isWrittenToFiles && log.retentionDays == 7 && log.directory == ".")
    }

    @Test(arguments: ["logRetentionDays: 0", "logRetentionDays: 3651", "logFormat: xml"])
    func `what makes no sense is a mistake`(line: String) throws {
        let problems = try Site(root: line).problems()
        #expect(problems.map(\.key) == ["Butler-SOS.\(line.prefix { $0 != ":" })"])
    }

    @Test func `a folder that cannot be used is a mistake that says why, and checking leaves nothing behind`() throws {
        let site = try Site()
        let file = try site.directory.write("", to: "file")
        let unusable = try Site(root: "fileLogging: true\nlogDirectory: \(file)/log")
        let problems = try unusable.problems()
        #expect(
            problems.map(\.description) == [
                "Butler-SOS.logDirectory: expected a folder that can be written to, or made, found "
                    + "\(file)/log: Not a directory (\(unusable.path):11:17)"
            ])
        let usable = try Site(root: "fileLogging: true\nlogDirectory: \(site.directory.file("a/b"))")
        #expect(usable.check().isUsable)
        #expect(!FileManager.default.fileExists(atPath: site.directory.file("a")))
        let off = try Site(root: "logDirectory: \(file)/log")
        #expect(try off.problems().isEmpty)
    }

    @Test func `if the check is skipped it is one warning, and the log goes to the console`() throws {
        let place = try Site()
        let file = try place.directory.write("", to: "file")
        var overrides = ConfigurationOverrides()
        overrides.skipsVerification = true
        let configuration = try Site(root: "fileLogging: true\nlogDirectory: \(file)").read(overrides: overrides)
        #expect(configuration.warnings.count { $0.contains("logDirectory") } == 1)
        let log = ProgramLog(configuration.log)
        #expect(log.folder == nil)
    }
}
