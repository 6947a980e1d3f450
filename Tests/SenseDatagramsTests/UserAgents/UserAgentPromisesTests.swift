// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// Holds every input that the fuzz target starts from, or once stumbled over, against the promises.
struct UserAgentPromisesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fuzz/user-agent/corpus").standardizedFileURL

    static let inputs = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

    @Test func `finds the corpus`() {
        #expect(Self.inputs.count >= 30)
    }

    @Test(arguments: inputs)
    func `are kept on every input of the corpus`(_ input: String) throws {
        let text = Array(try Data(contentsOf: Self.folder.appending(path: input)))
        #expect(UserAgentPromises.broken(by: text) == nil)
    }

    @Test(arguments: UserAgentCase.all)
    func `are kept on every case`(_ input: UserAgentCase) {
        #expect(UserAgentPromises.broken(by: Array(input.text.utf8)) == nil)
    }
}
