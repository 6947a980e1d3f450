// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSimulator

@Suite struct EventScheduleTests {
    private func script(_ text: String) throws -> EventSchedule { try EventSchedule(parsing: text, file: "load.txt") }

    @Test func `makes a rate due evenly`() {
        let schedule = EventSchedule(rate: 500)
        #expect(schedule.due(by: .zero) == 0)
        #expect(schedule.due(by: .milliseconds(1)) == 0)
        #expect(schedule.due(by: .milliseconds(2)) == 1)
        #expect(schedule.due(by: .seconds(60)) == 30_000)
        #expect(!schedule.isOver(after: .seconds(1_000_000)))
    }

    @Test func `makes a burst due at once and nothing after it`() {
        let schedule = EventSchedule(burst: 100_000)
        #expect(schedule.due(by: .zero) == 100_000)
        #expect(schedule.due(by: .seconds(9)) == 100_000)
        #expect(schedule.isOver(after: .zero))
    }

    @Test func `adds up the lines of a script`() throws {
        let schedule = try script(
            """
            # A quiet site, a busy minute, a storm.
            0s-end rate 10
            1m-2m rate 100   # on top
            90s burst 5000

            """)
        #expect(schedule.due(by: .seconds(60)) == 600)
        #expect(schedule.due(by: .seconds(89)) == 890 + 2900)
        #expect(schedule.due(by: .seconds(90)) == 900 + 3000 + 5000)
        #expect(schedule.due(by: .seconds(180)) == 1800 + 6000 + 5000)
        #expect(!schedule.isOver(after: .seconds(180)))
    }

    @Test func `ends when its last line ends`() throws {
        let schedule = try script("0s-2s rate 10\n5s burst 1")
        #expect(!schedule.isOver(after: .milliseconds(4999)))
        #expect(schedule.isOver(after: .seconds(5)))
        #expect(schedule.due(by: .seconds(5)) == 21)
    }

    @Test func `starts again`() throws {
        let schedule = try script("0s burst 100\n5s-end rate 10\nrepeat every 10s")
        #expect(schedule.due(by: .zero) == 100)
        #expect(schedule.due(by: .milliseconds(9999)) == 149)
        #expect(schedule.due(by: .seconds(10)) == 250)
        #expect(schedule.due(by: .seconds(96)) == 9 * 150 + 110)
        #expect(!schedule.isOver(after: .seconds(96)))
    }

    @Test func `waits about as long as the next datagram takes`() throws {
        #expect(EventSchedule(rate: 50_000).pause(after: .zero) == .milliseconds(1))
        #expect(EventSchedule(rate: 50).pause(after: .zero) == .milliseconds(20))
        #expect(EventSchedule(rate: 1).pause(after: .zero) == .milliseconds(100))
        let schedule = try script("10s-20s rate 500\nrepeat every 1m")
        #expect(schedule.pause(after: .seconds(5)) == .milliseconds(100))
        #expect(schedule.pause(after: .seconds(75)) == .milliseconds(2))
    }

    @Test func `survives the largest numbers`() throws {
        let schedule = try script(
            "0s-end rate 100000000\n0s-end rate 100000000\n0s burst 100000000\n1000000h burst 100000000")
        #expect(schedule.due(by: .seconds(Int64.max)) == 1_000_000_000_000_000)
        #expect(schedule.pause(after: .seconds(Int64.max)) == .milliseconds(1))
    }

    @Test func `names every mistake and its line`() throws {
        let text = """
            0s-10s rate many
            10s-5s rate 5
            nonsense
            1x burst 5
            5s burst 0
            0s-10s rate 5
            20s burst 1
            repeat every 15s
            repeat every 0s
            repeat sometimes
            """
        let error = try #require(throws: EventScriptError.self) { try script(text) }
        #expect(
            error.description == """
                --script load.txt: nothing of it is used, because of
                  line 1: 'many' is no number of datagrams; allowed are 1 to 100000000
                  line 2: '10s-5s' ends before it begins; TO must be later than FROM
                  line 3: a line is 'FROM-TO rate NUMBER', 'AT burst NUMBER' or 'repeat every DURATION', not 'nonsense'
                  line 4: '1x' is no duration; allowed are 0s to 1000000s, and the same with m or h
                  line 5: '0' is no number of datagrams; allowed are 1 to 100000000
                  line 7: this goes beyond the 15 s after which line 8 repeats all
                  line 9: a repetition must take longer than 0s
                  line 10: a repetition is 'repeat every DURATION', not 'repeat sometimes'
                """)
    }

    @Test func `wants something to send`() throws {
        let error = try #require(throws: EventScriptError.self) { try script("# nothing\n") }
        #expect(error.mistakes.count == 1)
    }
}
