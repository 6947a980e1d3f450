// SPDX-License-Identifier: MIT

import ProgramEntry
import Synchronization
import TelemetryCollector

/// Where an export goes: a new file, or standard output.
final class ExportSink: Sendable {
    private struct State {
        var file: NewFile?
        var pending: [UInt8] = []
        var lines = 0
    }

    private let state: Mutex<State>

    init(file: String?) throws {
        let file = try file.map { try NewFile($0) }
        state = Mutex(State(file: file))
    }

    /// How many lines were written, without the head.
    var lines: Int { state.withLock { $0.lines } }

    func write(line: [UInt8]) throws {
        try write(line)
        state.withLock { $0.lines += 1 }
    }

    func write(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            if let file = state.file { return try file.write(bytes) }
            state.pending += bytes
            if state.pending.count >= 64 * 1024 { try Self.flush(&state) }
        }
    }

    /// Writes what is left, and puts a file in its place.
    func finish() throws {
        try state.withLock { state in
            try state.file?.finish()
            try Self.flush(&state)
        }
    }

    private static func flush(_ state: inout State) throws {
        try StandardOutput.write(state.pending)
        state.pending = []
    }
}
