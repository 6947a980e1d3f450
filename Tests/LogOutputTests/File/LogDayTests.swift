// SPDX-License-Identifier: MIT

import Testing

@testable import LogOutput

@Suite struct LogDayTests {
    @Test(arguments: [
        (0, 0, "butler-sos.1970-01-01.log"), (-1, 0, "butler-sos.1969-12-31.log"),
        (86_399, 0, "butler-sos.1970-01-01.log"), (86_400, 0, "butler-sos.1970-01-02.log"),
        (86_399, 1, "butler-sos.1970-01-02.log"), (86_400, -1, "butler-sos.1970-01-01.log"),
        (-86_400, 0, "butler-sos.1969-12-31.log"), (-86_401, 0, "butler-sos.1969-12-30.log"),
        (1_709_164_800, 0, "butler-sos.2024-02-29.log"), (1_795_334_950, 3600, "butler-sos.2026-11-22.log"),
    ])
    func `is that of the local calendar`(seconds: Int, offset: Int, name: String) {
        let day = LogDay(seconds: seconds, offset: offset)
        #expect(day.fileName == name)
        #expect(LogDay(fileName: name) == day)
    }

    @Test(arguments: [
        "butler-sos.2026-02-30.log", "butler-sos.2026-13-01.log", "butler-sos.2026-1-01.log", "butler-sos.2026-01-01",
        "butler-sos.2026-01-01.log.gz", "butler-sos.2026-01-01.log.1", "xbutler-sos.2026-01-01.log",
        "Butler-sos.2026-01-01.log", "butler-sos..log", "butler-sos.log", "butler-sos.2026-01-+1.log",
        "butler-sos.-2026-01-01.log", "butler-sos.20260101.log", "butler-sos.2026-01-01-01.log",
        "butler-sos.99999999999-01-01.log", "butler-sos.0000-01-01.log", "butler-sos.2026-01-01 .log",
        ".4c1fe11ac0a81a6a7e1d0c0d3e1a3f8f-audit.json", "",
    ])
    func `is in no other name`(name: String) {
        #expect(LogDay(fileName: name) == nil)
    }
}
