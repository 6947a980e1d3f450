// SPDX-License-Identifier: MIT

import SenseSimulator
import Testing

@Suite struct FaultScriptTests {
    private func script(_ text: String, serverCount: Int = 2) throws -> FaultScript {
        try FaultScript(parsing: text, file: "faults.txt", serverCount: serverCount)
    }

    private func faults(_ script: FaultScript, server: Int = 1, at seconds: [Int]) -> [Fault?] {
        seconds.map { script.fault(ofServer: server, after: .seconds($0)) }
    }

    @Test(arguments: ["", "\n\n", "# nothing\n   # at all", "  \t\r\n"])
    func `has no faults if it says nothing`(text: String) throws {
        #expect(try script(text) == FaultScript())
        #expect(FaultScript().fault(ofServer: 1, after: .zero) == nil)
    }

    @Test func `has a fault from its first moment up to, but not including, its last`() throws {
        let script = try script("90s-2m slow")
        #expect(faults(script, at: [0, 89, 90, 119, 120, 1_000_000]) == [nil, nil, .slow, .slow, nil, nil])
        #expect(script.fault(ofServer: 1, after: .milliseconds(89_999)) == nil)
        #expect(script.fault(ofServer: 1, after: .milliseconds(119_999)) == .slow)
        #expect(script.fault(ofServer: 1, after: .seconds(-5)) == nil)
    }

    @Test func `reads seconds, minutes, hours, the end, comments and whatever ends a line`() throws {
        let script = try script("# a\r\n0s-1m\ttimeout # b\r\n  1h-end   http500\n")
        #expect(faults(script, at: [0, 60, 3599, 3600, 1 << 40]) == [.timeout, nil, nil, .http500, .http500])
    }

    @Test func `lets the later line count where several apply`() throws {
        let script = try script("0s-1m slow\n10s-20s http500\n15s-30s http404@1")
        #expect(faults(script, at: [5, 10, 15, 25, 30]) == [.slow, .http500, .http404, .http404, .slow])
        #expect(faults(script, server: 2, at: [15, 25]) == [.http500, .slow])
    }

    @Test func `has faults where it says`() throws {
        let script = try script("0s-end refuse@2/proxy\n0s-end slow/repository")
        #expect(SenseInterface.allCases.map { script.fault(ofServer: 1, $0, after: .zero) } == [nil, nil, .slow])
        #expect(script.fault(ofServer: 2, .proxy, after: .zero) == .refuse)
        #expect(script.fault(ofServer: 2, .engine, after: .zero) == nil)
    }

    @Test func `starts again`() throws {
        let script = try script("repeat every 1m\n10s-20s slow\n50s-end http500")
        #expect(
            faults(script, at: [9, 10, 20, 50, 59, 60, 70, 80, 110, 610])
                == [nil, .slow, nil, .http500, .http500, nil, .slow, nil, .http500, .slow]
        )
    }

    @Test func `tells all mistakes at once, with their lines`() throws {
        let text = """
            # a comment
            0s-10s broken
            10s-5s slow
            5s slow
            0s-10s wrong-cert@1
            0s-10s slow@3
            0s-10s slow/gateway
            0-10s slow
            0s-1d slow
            repeat now
            repeat every 20s
            repeat every 20s
            15s-25s slow
            20s-end slow
            0s-5s slow slow
            0s-20s slow
            """
        let error = try #require(throws: FaultScriptError.self) { try script(text) }
        #expect(error.mistakes.map(\.line) == [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15])
        let lines = error.description.split(separator: "\n")
        #expect(lines.first == "--fault-script faults.txt: nothing of it is used, because of")
        #expect(lines[1].hasPrefix("  line 2: there is no fault 'broken'"))
        #expect(lines[2] == "  line 3: '10s-5s' ends before it begins; TO must be later than FROM")
        #expect(lines[3].contains("'FROM-TO KIND[@SERVER][/INTERFACE]'"))
        #expect(lines[4] == "  line 5: wrong-cert cannot come and go; give it with --fault instead")
        #expect(lines[5].contains("1 to 2"))
        #expect(lines[6].contains("engine, proxy, repository"))
        #expect(lines[7].contains("'0' is no duration"))
        #expect(lines[8].contains("'1d' is no duration"))
        #expect(lines[9].contains("'repeat every DURATION'"))
        #expect(lines[10] == "  line 12: line 11 has a repetition already")
        #expect(lines[11] == "  line 13: this goes beyond the 20 s after which line 11 repeats all")
        #expect(lines[12].hasPrefix("  line 14: this goes beyond"))
    }

    @Test(
        arguments: [
            "-", "--", "0s", "end-end slow", "0s-0s slow", "-5s-10s slow", "0s--5s slow", "٣s-9s slow", "s-m slow",
            "0.5s-1s slow", "0s-99999999999999999999h slow", "0s-1000001s slow", "0s-end", "repeat", "repeat every",
            "repeat every 0s", "repeat every end", "repeat every 1m 2m", "slow 0s-1s", "0s - 1s slow", "\u{0}",
        ]
    )
    func `refuses a line that makes no sense`(line: String) throws {
        let error = try #require(throws: FaultScriptError.self) { try script("0s-1s slow\n\(line)\n") }
        #expect(error.mistakes.map(\.line) == [2])
    }
}
