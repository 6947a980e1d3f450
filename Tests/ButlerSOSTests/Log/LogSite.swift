// SPDX-License-Identifier: MIT

import LogOutput
import MonitoringTestKit
import Synchronization

@testable import ButlerSOS

/// A site whose log is kept, with a state folder beside it.
final class LogSite: Sendable {
    let site: Site
    let log: ProgramLog
    let wish: LevelWish
    let clock = TestClock()
    private let kept: Lines

    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    init(root: String = "logLevel: info", files: Bool = false) throws {
        site = try Site(root: root)
        wish = LevelWish(state: site.directory.path)
        let kept = Lines()
        self.kept = kept
        let folder = site.directory.file("log")
        let clock = clock
        let start = clock.now
        log = ProgramLog(
            level: try site.read().logLevel, files: files ? .init(directory: folder, retentionDays: 30) : nil,
            countsRepetition: true, isColoured: false, elapsed: { start.duration(to: clock.now) },
            console: { line in
                kept.all.withLock { $0.append(String(decoding: line.dropLast(), as: UTF8.self)) }
            })
    }

    func control(override: LogLevel? = nil) -> LevelControl {
        LevelControl(log, path: site.path, override: override, wish: wish)
    }

    /// What the console got, without the times.
    var texts: [String] { kept.all.withLock { $0 }.map { String($0.dropFirst(25)) } }

    /// Writes the file again, with other settings below the root.
    func rewrite(_ text: String) throws { _ = try site.directory.write(text, to: "site.yaml") }
}
