// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import SenseSources
import Testing

/// Every folder below `Cases/EngineHealth` is a case: `input.json` is what a server answers, `expected.txt` what is
/// read in it, line by line, or the failure.
@Suite struct EngineHealthDecoderTests {
    private static let folder = (Bundle.module.resourceURL ?? Bundle.module.bundleURL)
        .appending(path: "Cases/EngineHealth")

    static var cases: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    @Test func `finds its cases`() {
        #expect(Self.cases.count >= 30)
    }

    @Test(arguments: cases)
    func `reads what a server answers`(name: String) throws {
        let folder = Self.folder.appending(path: name)
        let input = try Data(contentsOf: folder.appending(path: "input.json"))
        let expected = try String(contentsOf: folder.appending(path: "expected.txt"), encoding: .utf8)
        let result: String
        do {
            result = HealthDump.text(try EngineHealthDecoder.decode(Array(input)))
        } catch {
            result = "\(error.category.rawValue): \(error.message)"
        }
        #expect(result + "\n" == expected)
    }
}
