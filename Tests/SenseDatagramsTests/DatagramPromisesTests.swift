// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import SenseDatagrams
import Testing

@Suite struct DatagramPromisesTests {
    // The fuzz target tries many more.

    @Test func `holds for every case, cut off somewhere`() throws {
        var promises = DatagramPromises()
        for (number, name) in DatagramCaseTests.cases.enumerated() {
            let input = try DatagramCaseTests.input(name)
            for length in stride(from: number % 29, through: min(input.count, 700), by: 29) {
                if let broken = promises.broken(by: Array(input.prefix(length))) {
                    Issue.record("\(name), \(length) bytes: \(broken)")
                }
            }
        }
    }

    @Test func `holds for every case with one of its bytes replaced`() throws {
        var promises = DatagramPromises()
        let bytes: [UInt8] = [0, 0x3B, 0x7F, 0x80, 0xE2, 0xFF]
        for (number, name) in DatagramCaseTests.cases.enumerated() {
            let input = try DatagramCaseTests.input(name)
            for place in stride(from: number % 37, to: min(input.count, 700), by: 37) {
                var changed = input
                changed[place] = bytes[place % bytes.count]
                if let broken = promises.broken(by: changed) {
                    Issue.record("\(name), byte \(place) is \(changed[place]): \(broken)")
                }
            }
        }
    }

    @Test(arguments: [UInt8(0), 0x3B, 0x41, 0xF0])
    func `holds for 64 KiB of one byte, alone and in a message`(byte: UInt8) throws {
        var promises = DatagramPromises()
        let bytes = [UInt8](repeating: byte, count: 65_507)
        #expect(promises.broken(by: bytes) == nil)
        for name in ["user-older-start", "log-engine"] {
            let input = try DatagramCaseTests.input(name)
            let filled = input.prefix(100) + bytes.dropFirst(input.count) + input.dropFirst(100)
            #expect(promises.broken(by: Array(filled)) == nil)
        }
    }

    @Test func `refuses what is longer than any datagram`() {
        var users = UserEventParser()
        let bytes = Array("/qseow-proxy-session/;".utf8) + [UInt8](repeating: 0x3B, count: 65_536)
        #expect(users.parse(bytes) == .rejected(.tooLarge, .unknown))
        #expect(LogEventParser(rules: SampleRules.logs).parse(bytes) == .rejected(.tooLarge, .unknown))
    }
}
