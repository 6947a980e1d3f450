// SPDX-License-Identifier: MIT

import Foundation
import Synchronization

/// A real pipe, as standard output often is, with its reader in the hand of a test.
final class ConsolePipe: Sendable {
    private let reader: Mutex<Int32?>
    let writer: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        reader = Mutex(ends[0])
        writer = ends[1]
    }

    deinit {
        closeReader()
        close(writer)
    }

    func closeReader() {
        let end = reader.withLock { end in
            defer { end = nil }
            return end
        }
        if let end { close(end) }
    }

    /// Everything that is in it now.
    func readAll() -> String {
        var text: [UInt8] = []
        reader.withLock { end in
            guard let end else { return }
            var piece = [UInt8](repeating: 0, count: 65_536)
            var question = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
            while poll(&question, 1, 0) == 1, Int32(question.revents) & POLLIN != 0 {
                let count = read(end, &piece, piece.count)
                guard count > 0 else { return }
                text += piece.prefix(count)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
