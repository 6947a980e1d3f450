// SPDX-License-Identifier: MIT

import Foundation
import LogOutput
import Logging
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct LevelControlTests {
    @Test func `what the file says now counts, also for loggers that were there before`() throws {
        let site = try LogSite()
        let control = site.control()
        var logger = site.log.logger("test")
        logger[metadataKey: "a"] = "b"
        logger.debug("no")
        // Everything but the level may be wrong by now.
        try site.rewrite("Butler-SOS:\n  logLevel: Debug\n  prometheus: 5\n")
        control.reread()
        logger.debug("yes")
        #expect(
            site.texts == [
                "info: LOG LEVEL: changed by=\"logLevel in \(site.site.path)\" from=info to=debug", "debug: yes a=b",
            ])
    }

    @Test func `a change is told whatever the level is, and each time`() throws {
        let site = try LogSite(root: "logLevel: error")
        let control = site.control()
        for level in ["warn", "error", "warn", "error"] {
            try site.rewrite("Butler-SOS:\n  logLevel: \(level)\n")
            control.reread()
        }
        #expect(site.texts.count == 4 && Set(site.texts).count == 2)
        #expect(site.texts.allSatisfy { $0.hasPrefix("info: LOG LEVEL: changed") }, "\(site.texts)")
    }

    @Test func `without a word about it the level is the default`() throws {
        let site = try LogSite(root: "logLevel: silly")
        try site.rewrite("Butler-SOS:\n  fileLogging: false\n")
        site.control().reread()
        #expect(site.log.level == .info)
    }

    @Test(arguments: [
        ("Butler-SOS:\n  logLevel: loud\n", "one of: error, warn, info, verbose, debug, silly, found \\\"loud\\\""),
        ("Butler-SOS:\n logLevel: [\n", "line"), ("{}", "Butler-SOS: expected all settings"), ("", "at the top level"),
        ("Butler-SOS: 5", "Butler-SOS"),
    ])
    func `a file that cannot be used changes nothing, and the cause is told`(text: String, cause: String) throws {
        let site = try LogSite(root: "logLevel: error")
        try site.rewrite(text)
        site.control().reread()
        #expect(site.log.level == .error)
        #expect(site.texts.count == 1)
        #expect(site.texts[0].hasPrefix("warn: LOG LEVEL: unchanged, the configuration file cannot be used cause="))
        #expect(site.texts[0].contains(cause) && site.texts[0].hasSuffix(" level=error"), "\(site.texts)")
    }

    @Test func `a file that is gone is told, too`() throws {
        let site = try LogSite()
        try FileManager.default.removeItem(atPath: site.site.path)
        site.control().reread()
        #expect(site.texts[0].contains("no such file"))
    }

    @Test func `the command line has the last word on the file`() throws {
        let site = try LogSite()
        let control = site.control(override: .info)
        try site.rewrite("Butler-SOS:\n  logLevel: debug\n")
        control.reread()
        #expect(
            site.texts == ["info: LOG LEVEL: unchanged because=\"--loglevel counts as long as it runs\" level=info"])
    }

    @Test func `a wish counts until it is taken back, and then what the file says by then`() throws {
        let site = try LogSite()
        let control = site.control()
        control.lookForWish()
        try site.wish.write(.silly)
        control.lookForWish()
        control.lookForWish()
        #expect(site.log.level == .silly)
        try site.rewrite("Butler-SOS:\n  logLevel: warn\n")
        control.reread()
        #expect(site.log.level == .silly)
        try site.wish.remove()
        control.lookForWish()
        #expect(site.log.level == .warn)
        #expect(
            site.texts == [
                "info: LOG LEVEL: changed by=\"butler-sos log-level\" from=info to=silly",
                "info: LOG LEVEL: unchanged because=\"butler-sos log-level counts until it takes that back\" level=silly",
                "info: LOG LEVEL: changed by=\"logLevel in \(site.site.path)\" from=silly to=warn",
            ])
    }

    @Test func `a wish is for the monitor that runs, not for the next one`() throws {
        let site = try LogSite()
        try site.wish.write(.silly)
        let control = site.control()
        control.lookForWish()
        #expect(site.log.level == .info && site.texts.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: site.wish.path))
    }

    @Test(arguments: ["loud\n", "", "\n", "debugdebugdebugdebug\n", "\u{0}\u{0}"])
    func `what is no level is no wish`(text: String) throws {
        let site = try LogSite()
        try text.write(toFile: site.wish.path, atomically: true, encoding: .utf8)
        #expect(site.wish.read() == nil)
    }

    @Test func `a wish is not read through a link, and what cannot be written is told`() throws {
        let site = try LogSite()
        try FileManager.default.createSymbolicLink(
            atPath: site.wish.path, withDestinationPath: try site.site.directory.write("debug\n", to: "other"))
        #expect(site.wish.read() == nil)
        // Writing takes the link's place, and does not follow it.
        try site.wish.write(.warn)
        #expect(site.wish.read() == .warn)
        #expect(try String(contentsOfFile: site.site.directory.file("other"), encoding: .utf8) == "debug\n")
        let nowhere = LevelWish(state: site.site.directory.file("gone"))
        let failure = #expect(throws: LevelWish.Failure.self) { try nowhere.write(.debug) }
        #expect(failure?.description == "\(nowhere.path) cannot be written: No such file or directory")
        try nowhere.remove()
    }
}
