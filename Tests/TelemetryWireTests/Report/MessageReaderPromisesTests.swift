// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire
import Testing

/// Holds every input that the fuzz target starts from, or once stumbled over, against the promises.
struct MessageReaderPromisesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fuzz/report-decoder/corpus").standardizedFileURL

    static let inputs = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

    private static func body(_ input: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: input)))
    }

    @Test(arguments: inputs)
    func `are kept on every input of the corpus`(_ input: String) throws {
        #expect(try MessageReaderPromises.broken(by: Self.body(input)) == nil)
    }

    @Test func `are held against messages of every kind`() throws {
        #expect(Self.inputs.count >= 60)
        let bodies = try Self.inputs.map { (name: $0, body: try Self.body($0)) }
        let accepted = bodies.filter { _, body in
            (try? MessageReader.readV1(body)) != nil || (try? MessageReader.readV2(body)) != nil
        }
        #expect(accepted.contains { $0.name == "v1-inner.json" } && accepted.contains { $0.name == "v2.json" })
        #expect(accepted.count >= 12 && bodies.count - accepted.count >= 40)
    }
}
