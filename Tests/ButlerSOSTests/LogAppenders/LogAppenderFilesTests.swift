// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct LogAppenderFilesTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func request(_ host: String = "monitor", configuration: String? = nil) -> LogAppenderFiles.Request {
        var request = LogAppenderFiles.Request(host: host, folder: folder.file("out"))
        request.configurationPath = configuration
        return request
    }

    private func problems(_ request: LogAppenderFiles.Request) -> [String] {
        do throws(LogAppenderFiles.Failure) {
            _ = try LogAppenderFiles(request).write()
            return []
        } catch {
            return error.problems
        }
    }

    private func text(_ service: LoggingService) throws -> String {
        try String(contentsOfFile: folder.file("out/\(service.path)"), encoding: .utf8)
    }

    /// The ports of all appenders.
    private func ports() throws -> Set<String> {
        try Set(
            LoggingService.allCases.flatMap { service in
                try #require(ReadAppenderFile(try text(service))).appenders.compactMap { $0.parameters["remotePort"] }
            })
    }

    @Test func `writes a file for each service`() throws {
        let paths = try LogAppenderFiles(request()).write()
        #expect(
            paths.map { $0.replacing(folder.path, with: "") } == [
                "/out/Engine/LocalLogConfig.xml", "/out/Proxy/LocalLogConfig.xml", "/out/Repository/LocalLogConfig.xml",
                "/out/Scheduler/LocalLogConfig.xml",
            ])
        #expect(try ports() == ["9997", "9996"])
    }

    @Test func `replaces no file unless it is told to`() throws {
        _ = try LogAppenderFiles(request("first")).write()
        let found = problems(request("second"))
        #expect(found.count == 4)
        #expect(found.allSatisfy { $0.hasSuffix("LocalLogConfig.xml: expected no such file; --force replaces it") })
        #expect(try text(.proxy).contains("\"first\""))
        var forced = request("second")
        forced.replaces = true
        #expect(problems(forced).isEmpty)
        #expect(try text(.proxy).contains("\"second\""))
        #expect(try !text(.proxy).contains("\"first\""))
    }

    @Test func `writes nothing if one of the files is there`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("out/Scheduler"), withIntermediateDirectories: true)
        _ = try folder.write("mine", to: "out/Scheduler/LocalLogConfig.xml")
        #expect(problems(request()).count == 1)
        #expect(try text(.scheduler) == "mine")
        #expect(!FileManager.default.fileExists(atPath: folder.file("out/Engine")))
    }

    @Test func `takes the ports from a configuration, and the command line's before them`() throws {
        let site = try Site(
            root: """
                userEvents:
                  enable: true
                  udpServerConfig:
                    serverHost: 0.0.0.0
                    portUserActivityEvents: 7001
                logEvents:
                  source:
                    engine:
                      enable: true
                  udpServerConfig:
                    serverHost: 0.0.0.0
                    portLogEvents: 7002
                """)
        let files = try LogAppenderFiles(request(configuration: site.path))
        _ = try files.write()
        #expect(try ports() == ["7001", "7002"])
        #expect(
            files.notes.map { $0.prefix { $0 != " " } } == [
                "logEvents.source.proxy", "logEvents.source.repository", "logEvents.source.scheduler",
                "logEvents.source.qixPerf",
            ])
        var other = request(configuration: site.path)
        other.userPort = 8001
        other.replaces = true
        #expect(problems(other).isEmpty)
        #expect(try ports() == ["8001", "7002"])
    }

    @Test func `looks only at the ports of a configuration`() throws {
        let broken = try Site("Butler-SOS:\n  logLevel: nonsense\n  cert:\n    clientCert: nowhere.pem\n")
        #expect(problems(request(configuration: broken.path)).isEmpty)
        #expect(try ports() == ["9997", "9996"])
    }

    @Test func `says everything that is wrong, with what was expected`() throws {
        let site = try Site(
            root: """
                userEvents:
                  enable: false
                  udpServerConfig:
                    portUserActivityEvents: many
                logEvents: 5
                """)
        var request = request("udp://monitor", configuration: site.path)
        request.logPort = 70_000
        let found = problems(request)
        #expect(found.count == 4)
        #expect(found[1].contains("userEvents.udpServerConfig.portUserActivityEvents: expected "))
        #expect(found[0].contains("Butler-SOS.logEvents: expected "))
        #expect(found[2].hasPrefix("--host udp://monitor: expected a host name or an IP address"))
        #expect(found[3] == "the port for log events: expected 1 to 65535, found 70000")
    }

    @Test(arguments: ["0.0.0.0", "::", "", "a:9997", "a b", "<IP or FQDN>", "999.1.1.1", "-x", "224.0.0.1"])
    func `takes no host that one cannot send to`(host: String) {
        let found = problems(request(host))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("--host \(host): expected ") == true)
    }

    @Test func `wants two ports`() {
        var request = request()
        request.userPort = 9996
        #expect(problems(request) == ["expected different ports for user events and log events, found 9996 for both"])
    }

    @Test func `a host that reaches only itself is worth a note`() throws {
        let files = try LogAppenderFiles(request("127.0.0.1"))
        #expect(files.notes.count == 1)
        #expect(files.notes.first?.hasPrefix("127.0.0.1 is the host that Sense itself runs on") == true)
        #expect(try LogAppenderFiles(request()).notes.isEmpty)
    }

    @Test func `says once why there is no folder to write to`() throws {
        let file = try folder.write("", to: "file")
        try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "gone")
        for (path, reason) in [
            (file, "\(file) is no folder"), ("\(file)/below", "\(file) is no folder"),
            (folder.file("link"), "\(folder.file("link")) is a link to gone, which is not there"),
            ("/dev/null/x", "/dev/null is no folder"),
        ] {
            var blocked = request()
            blocked.folder = path
            #expect(problems(blocked) == ["--out: \(reason)"])
        }
        #if os(Linux)
        var blocked = request()
        blocked.folder = "/proc/appenders"
        #expect(problems(blocked) == ["--out: /proc/appenders cannot be made: No such file or directory"])
        #endif
    }

    @Test func `writes to a folder that is there, or behind a link, by whatever path`() throws {
        try FileManager.default.createDirectory(atPath: folder.file("real"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder.file("out"), withDestinationPath: "real")
        var request = request()
        request.folder = folder.file("./real/../out//deep/")
        #expect(try LogAppenderFiles(request).write().count == 4)
        #expect(FileManager.default.fileExists(atPath: folder.file("real/deep/Proxy/LocalLogConfig.xml")))
    }

    @Test func `says what is in the place of a service's folder`() throws {
        try FileManager.default.createDirectory(atPath: folder.file("out"), withIntermediateDirectories: true)
        _ = try folder.write("", to: "out/Engine")
        #expect(problems(request()) == ["\(folder.file("out/Engine")) is no folder"])
        #expect(!FileManager.default.fileExists(atPath: folder.file("out/Proxy/LocalLogConfig.xml")))
    }

    @Test(arguments: [false, true])
    func `says what is in the place of a file, whether it may be replaced or not`(replaces: Bool) throws {
        for path in ["out/Engine", "out/Proxy/LocalLogConfig.xml"] {
            try FileManager.default.createDirectory(atPath: folder.file(path), withIntermediateDirectories: true)
        }
        let link = folder.file("out/Engine/LocalLogConfig.xml")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "gone.xml")
        var request = request()
        request.replaces = replaces
        #expect(
            problems(request) == [
                "\(link): expected no such link; it leads to gone.xml, which is not there; remove it",
                "\(folder.file("out/Proxy/LocalLogConfig.xml")): expected no such folder, a file comes here; remove it",
            ])
        #expect(!FileManager.default.fileExists(atPath: folder.file("out/Engine/gone.xml")))
    }

    @Test func `says why a configuration cannot be read`() throws {
        #expect(problems(request(configuration: folder.file("none.yaml"))).first?.hasSuffix("no such file") == true)
    }
}
