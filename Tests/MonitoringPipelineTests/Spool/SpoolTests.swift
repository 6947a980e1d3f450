// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringTestKit
import SeededNumbers
import Testing

@testable import MonitoringPipeline

@Suite struct SpoolTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory(inMemory: true)
        path = directory.file("state/spool/influxdb")
    }

    private func open(_ limits: SpoolLimits = SpoolLimits()) throws -> (spool: Spool, losses: Spool.Losses) {
        var losses = Spool.Losses()
        let spool = try Spool(path: path, limits: limits, losses: &losses)
        return (spool, losses)
    }

    private func names(
        _ spool: inout Spool, count: Int = 1000, bytes: Int = 1 << 20, at seconds: Int = 0
    ) throws -> [String] {
        var losses = Spool.Losses()
        return try spool.next(
            maximumCount: count, maximumBytes: bytes, now: Timestamp(secondsSinceEpoch: seconds), losses: &losses
        ).records.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private func append(_ spool: inout Spool, _ names: [String], at seconds: Int = 0) throws -> Spool.Losses {
        try spool.append(names.map(Record.named), at: Timestamp(secondsSinceEpoch: seconds))
    }

    private var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0.hasSuffix(".records") }
            .sorted()
    }

    // MARK: Order

    @Test func `gives back what it was given, in order, until that is removed`() throws {
        var (spool, _) = try open()
        #expect(spool.isEmpty)
        #expect(try append(&spool, ["a", "b"]) == Spool.Losses())
        #expect(try append(&spool, ["c", "", "ü,\n"]) == Spool.Losses())
        #expect(spool.count == 5)
        #expect(try names(&spool) == ["a", "b", "c", "", "ü,\n"])
        #expect(try names(&spool, count: 2) == ["a", "b"])
        #expect(try spool.remove(upTo: 2) == 2)
        #expect(try names(&spool) == ["c", "", "ü,\n"])
        #expect(try spool.remove(upTo: 2) == 0)
        #expect(try spool.remove(upTo: 5) == 3)
        #expect(spool.isEmpty)
        #expect(try names(&spool) == [])
        #expect(files.isEmpty)
    }

    @Test func `takes batches no larger than asked, but always one record`() throws {
        var (spool, _) = try open()
        _ = try append(&spool, ["aaaa", "bb", "cc", "dd"])
        #expect(try names(&spool, bytes: 2) == ["aaaa"])
        try spool.remove(upTo: 1)
        #expect(try names(&spool, bytes: 5) == ["bb", "cc"])
    }

    @Test func `goes on in further files, and removes those that are done with`() throws {
        var (spool, _) = try open(SpoolLimits(segmentBytes: 100))
        for number in 0..<50 { _ = try append(&spool, ["\(number)"]) }
        #expect(files.count > 5)
        var taken: [String] = []
        while !spool.isEmpty {
            let batch = try names(&spool, count: 3)
            taken += batch
            try spool.remove(upTo: taken.count)
        }
        #expect(taken == (0..<50).map { "\($0)" })
        #expect(files.isEmpty)
    }

    @Test func `removes across files`() throws {
        var (spool, _) = try open(SpoolLimits(segmentBytes: 50))
        for number in 0..<20 { _ = try append(&spool, ["\(number)"]) }
        #expect(try spool.remove(upTo: 17) == 17)
        #expect(try names(&spool, count: 1) == ["17"])
        #expect(spool.end == 20)
    }

    // MARK: Restarts

    @Test func `goes on where an earlier process was`() throws {
        do {
            var (spool, _) = try open(SpoolLimits(segmentBytes: 60))
            for number in 0..<10 { _ = try append(&spool, ["\(number)"]) }
            try spool.remove(upTo: 4)
        }
        var (spool, losses) = try open()
        #expect(losses == Spool.Losses())
        #expect(spool.count == 6)
        #expect(try names(&spool, count: 1) == ["4"])
        _ = try append(&spool, ["new"])
        var all: [String] = []
        while !spool.isEmpty {
            let batch = try names(&spool)
            all += batch
            try spool.remove(upTo: spool.end - spool.count + batch.count)
        }
        #expect(all == ["4", "5", "6", "7", "8", "9", "new"])
    }

    @Test func `does not mistake new files for old ones after it was empty`() throws {
        do {
            var (spool, _) = try open(SpoolLimits(segmentBytes: 40))
            for number in 0..<8 { _ = try append(&spool, ["\(number)"]) }
            try spool.remove(upTo: 7)
            // The process ends between the removal of the last file and that of the position.
            let position = try Data(contentsOf: URL(fileURLWithPath: "\(path)/position"))
            try spool.remove(upTo: 8)
            try position.write(to: URL(fileURLWithPath: "\(path)/position"))
            _ = try append(&spool, ["kept"])
        }
        var (spool, _) = try open()
        #expect(try names(&spool) == ["kept"])
    }

    @Test(arguments: ["", "x", "1", "1 7\n", "99 1\n", "1 -5\n", "1 5 7\n", "1 99999999999\n"])
    func `reads again rather than nothing when the position is not one`(position: String) throws {
        do {
            var (spool, _) = try open()
            _ = try append(&spool, ["a", "b"])
            try spool.remove(upTo: 1)
        }
        try position.write(toFile: "\(path)/position", atomically: false, encoding: .utf8)
        var (spool, losses) = try open()
        #expect(losses == Spool.Losses())
        #expect(try names(&spool) == ["a", "b"])
    }

    // MARK: Damage

    @Test func `drops a record that was cut off, and keeps those before it`() throws {
        do {
            var (spool, _) = try open()
            _ = try append(&spool, ["a", "b", "c"])
        }
        let file = "\(path)/\(try #require(files.first))"
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        let size = whole.count / 3
        for length in 1..<whole.count {
            try whole.prefix(length).write(to: URL(fileURLWithPath: file))
            var (spool, losses) = try open()
            #expect(losses.damaged == (length.isMultiple(of: size) ? 0 : 1))
            #expect(losses.damagedBytes == length % size)
            #expect(try names(&spool) == Array(["a", "b", "c"].prefix(length / size)))
        }
    }

    @Test func `loses only the record in which a byte was changed`() throws {
        do {
            var (spool, _) = try open()
            _ = try append(&spool, ["one", "two", "three"])
        }
        let file = "\(path)/\(try #require(files.first))"
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        let ends = [23, 46, 71]
        #expect(whole.count == ends[2])
        for index in whole.indices {
            var changed = whole
            changed[index] ^= 0x41
            try changed.write(to: URL(fileURLWithPath: file))
            var (spool, losses) = try open()
            let hit = ends.firstIndex { index < $0 } ?? 0
            #expect(losses.damaged == 1)
            #expect(losses.damagedBytes == [23, 23, 25][hit])
            var expected = ["one", "two", "three"]
            expected.remove(at: hit)
            #expect(try names(&spool) == expected)
        }
    }

    @Test func `goes on writing behind what was damaged`() throws {
        do {
            var (spool, _) = try open()
            _ = try append(&spool, ["a", "b"])
        }
        let file = "\(path)/\(try #require(files.first))"
        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([9, 9, 9, 9, 9]))
        try handle.close()
        var (spool, losses) = try open()
        #expect(losses.damaged == 1)
        _ = try append(&spool, ["c"])
        #expect(try names(&spool) == ["a", "b", "c"])
    }

    // MARK: Bounds

    @Test func `gives up the oldest when it is full, and says how many`() throws {
        var (spool, _) = try open(SpoolLimits(maximumBytes: 1000, segmentBytes: 200))
        var losses = 0
        for number in 0..<100 { losses += try append(&spool, ["\(number)"]).full }
        #expect(spool.byteCount <= 1000)
        #expect(losses > 0)
        #expect(losses + spool.count == 100)
        #expect(try names(&spool, count: 1) == ["\(losses)"])
        // A batch that was read before is not removed twice.
        #expect(try spool.remove(upTo: losses - 1) == 0)
        #expect(try spool.remove(upTo: losses + 1) == 1)
    }

    @Test func `gives up what is too old, when it is read and when something is added`() throws {
        let limits = SpoolLimits(maximumAge: .seconds(100), segmentBytes: 40)
        var (spool, _) = try open(limits)
        for second in 0..<10 { _ = try append(&spool, ["\(second)"], at: second) }
        var losses = Spool.Losses()
        let batch = try spool.next(
            maximumCount: 1, maximumBytes: 100, now: Timestamp(secondsSinceEpoch: 103), losses: &losses)
        #expect(batch.records == [.named("3")])
        #expect(losses == Spool.Losses(expired: 3))
        #expect(try append(&spool, ["new"], at: 500).expired > 0)
        losses = Spool.Losses()
        let rest = try spool.next(
            maximumCount: 100, maximumBytes: 100, now: Timestamp(secondsSinceEpoch: 500), losses: &losses)
        #expect(rest.records == [.named("new")])
    }

    @Test func `delivers the fresh records behind old ones in one file, each once`() throws {
        let limits = SpoolLimits(maximumAge: .seconds(100))
        var (spool, _) = try open(limits)
        _ = try append(&spool, (0..<7).map { "old\($0)" }, at: 0)
        _ = try append(&spool, (0..<100).map { "\($0)" }, at: 1000)
        var losses = Spool.Losses()
        var taken: [String] = []
        while !spool.isEmpty {
            let batch = try spool.next(
                maximumCount: 30, maximumBytes: 1000, now: Timestamp(secondsSinceEpoch: 1001), losses: &losses)
            taken += batch.records.map { String(decoding: $0.bytes, as: UTF8.self) }
            #expect(try spool.remove(upTo: batch.end) == batch.records.count)
        }
        #expect(taken == (0..<100).map { "\($0)" })
        #expect(losses == Spool.Losses(expired: 7))
        #expect(files.isEmpty)
    }

    @Test(arguments: 1...30)
    func `gives every record once or counts it, whatever is asked in whatever order`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let limits = SpoolLimits(
            maximumBytes: 4000, maximumAge: .seconds(60), segmentBytes: Int.random(in: 50...1500, using: &random))
        var (spool, _) = try open(limits)
        var (sent, taken, lost, now) = (0, [Int](), 0, 0)
        for _ in 0..<300 {
            now += Int.random(in: 0...10, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                let names = (0..<Int.random(in: 1...12, using: &random)).map { "\(sent + $0)" }
                sent += names.count
                let losses = try append(&spool, names, at: now)
                lost += losses.full + losses.expired
            case 4:
                // Another process takes over.
                (spool, _) = try open(limits)
            default:
                var losses = Spool.Losses()
                let batch = try spool.next(
                    maximumCount: Int.random(in: 1...9, using: &random),
                    maximumBytes: Int.random(in: 1...60, using: &random), now: Timestamp(secondsSinceEpoch: now),
                    losses: &losses)
                lost += losses.full + losses.expired
                #expect(losses.damaged == 0)
                let numbers = batch.records.compactMap { Int(String(decoding: $0.bytes, as: UTF8.self)) }
                let settled = Int.random(in: 0...numbers.count, using: &random)
                #expect(try spool.remove(upTo: batch.end - numbers.count + settled) == settled)
                taken += numbers.prefix(settled)
            }
            #expect(taken.count + lost + spool.count == sent)
        }
        #expect(taken == taken.sorted() && Set(taken).count == taken.count)
    }

    @Test func `does not mind what else lies in its folder`() throws {
        do {
            var (spool, _) = try open()
            _ = try append(&spool, ["a"])
        }
        for name in ["7.records", "-00000000005.records", "9223372036854775807.records", "notes.txt", "x.records"] {
            try "rubbish".write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
        }
        try FileManager.default.createDirectory(atPath: "\(path)/position", withIntermediateDirectories: false)
        var (spool, losses) = try open()
        #expect(losses == Spool.Losses())
        #expect(try names(&spool) == ["a"])
        #expect(try append(&spool, ["b"]) == Spool.Losses())
        try spool.remove(upTo: 1)
        #expect(spool.failure != nil)
        #expect(try names(&spool) == ["b"])
    }

    @Test func `goes on when somebody removes its folder, and counts what was in it`() throws {
        var (spool, _) = try open()
        _ = try append(&spool, ["a", "b"])
        try FileManager.default.removeItem(atPath: path)
        #expect(try append(&spool, ["c"]) == Spool.Losses())
        var losses = Spool.Losses()
        let batch = try spool.next(
            maximumCount: 9, maximumBytes: 100, now: Timestamp(secondsSinceEpoch: 0), losses: &losses)
        #expect(batch.records == [.named("c")])
        #expect(losses.damaged == 2)
        #expect(try spool.remove(upTo: batch.end) == 1)
        #expect(spool.isEmpty)
    }

    @Test func `keeps its files to itself`() throws {
        var (spool, _) = try open()
        _ = try append(&spool, ["a"])
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(path) == 0o700)
        #expect(try mode("\(path)/\(files[0])") == 0o600)
    }

    @Test func `names the folder that it cannot use`() throws {
        let file = try directory.write("", to: "file")
        var losses = Spool.Losses()
        let failure = #expect(throws: SpoolFailure.self) {
            try Spool(path: "\(file)/spool", limits: SpoolLimits(), losses: &losses)
        }
        #expect(failure?.description.hasPrefix(file) == true)
        #expect(failure?.reason == "Not a directory")
    }

    @Test func `agrees with the published check value of its checksum`() {
        #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(CRC32.checksum(of: [UInt8]()) == 0)
    }
}
