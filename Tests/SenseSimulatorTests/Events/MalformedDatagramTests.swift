// SPDX-License-Identifier: MIT

import Monitoring
import SeededNumbers
import SenseDatagrams
import Testing

@testable import SenseSimulator

@Suite struct MalformedDatagramTests {
    private func results(_ kind: MalformedDatagram) -> [(bytes: [UInt8], result: ReadDatagram?)] {
        var feed = EventFeed(site: EventFeedTests.site, malformed: [kind: 1], at: EventFeedTests.time)
        let reader = DatagramReader()
        return (0..<64).map { _ in
            let template = feed.next().template
            return (template.bytes, reader.read(template.bytes, from: template.port))
        }
    }

    private static let reasons: [(MalformedDatagram, Set<RejectionReason>)] = [
        (.empty, [.empty]), (.binary, [.unknownType, .empty]), (.truncated, [.tooFewFields, .unknownType]),
        (.tooFewFields, [.tooFewFields]), (.unknownType, [.unknownType]),
    ]

    @Test(arguments: reasons)
    func `is rejected by the monitor`(kind: MalformedDatagram, reasons: Set<RejectionReason>) {
        for (_, result) in results(kind) {
            guard case .rejected(let reason) = result else {
                Issue.record("\(kind) is taken: \(String(describing: result))")
                continue
            }
            #expect(reasons.contains(reason))
        }
    }

    @Test(arguments: [MalformedDatagram.invalidUTF8, .tooManyFields, .controlCharacters, .oversized])
    func `is an event without a number where the monitor can still read it`(kind: MalformedDatagram) {
        for (_, result) in results(kind) {
            switch result {
            case .user, .log: #expect(result?.number == nil)
            case .rejected, nil: Issue.record("\(kind) is not taken: \(String(describing: result))")
            }
        }
    }

    @Test func `is what its name says`() {
        #expect(results(.empty).allSatisfy { $0.bytes.isEmpty })
        #expect(results(.oversized).allSatisfy { $0.bytes.count == 65_507 })
        #expect(results(.invalidUTF8).allSatisfy { String(validating: $0.bytes, as: UTF8.self) == nil })
        #expect(results(.controlCharacters).allSatisfy { $0.bytes.contains(0x1B) && $0.bytes.last == 0x0A })
        #expect(results(.tooManyFields).allSatisfy { $0.bytes.count { $0 == UInt8(ascii: ";") } >= 47 })
    }

    @Test(arguments: MalformedDatagram.allCases)
    func `can be made of anything`(kind: MalformedDatagram) {
        var random = SplitMix64(seed: 1)
        for bytes: [UInt8] in [[], [0x3B], [0x3B, 0x3B], [0x41], Array(repeating: 0x41, count: 70_000)] {
            _ = kind.bytes(of: bytes, &random)
        }
    }
}
