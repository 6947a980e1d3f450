// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Logging
import MonitoringTestKit
import NIOCore
import ServiceLifecycle
import Synchronization

/// An InfluxDB of any version that has what it is asked for, and remembers the lines that it took exactly as they came.
final class RecordingDatabase: Sendable {
    enum Mode: String, Sendable {
        case accept
        /// Is not well, and says so.
        case refuse
        /// Takes the request and says nothing.
        case hang
    }

    private struct Write {
        var isCompressed: Bool
        var body: [UInt8]
    }

    let port: Int
    private let state = Mutex<(mode: Mode, writes: [Write], spoiled: Int)>((.accept, [], 0))

    private init(port: Int) { self.port = port }

    /// Runs a database on a free port while the body runs.
    static func run(_ body: (RecordingDatabase) async throws -> Void) async throws {
        let database = RecordingDatabase(port: try FreePort.find())
        let silent = Logger(label: "database") { _ in SwiftLogNoOpLogHandler() }
        let responder = CallbackResponder<BasicRequestContext> { request, _ in try await database.respond(to: request) }
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: database.port)),
            logger: silent)
        // Not waited for: a connection that was made to hang may hang in the server, too.
        let serving = Task { try await application.run() }
        defer { serving.cancel() }
        try await body(database)
    }

    func set(_ mode: Mode) { state.withLock { $0.mode = mode } }

    /// How many writes were not taken.
    var spoiledWrites: Int { state.withLock { $0.spoiled } }

    /// All lines that were taken, in their order.
    func lines() async throws -> [String] {
        var lines: [String] = []
        for write in state.withLock({ $0.writes }) {
            let text =
                write.isCompressed ? try await Gunzip.text(of: write.body) : String(decoding: write.body, as: UTF8.self)
            lines += text.split(separator: "\n").map(String.init)
        }
        return lines
    }

    private func respond(to request: Request) async throws -> Response {
        switch request.uri.path {
        case "/write", "/api/v2/write": return try await write(request)
        case "/query":
            return Response(
                status: .ok,
                body: .init(
                    byteBuffer: ByteBuffer(
                        string: #"{"results":[{"series":[{"values":[["senseops"],["SenseOps"]]}]}]}"#)))
        case "/api/v2/orgs":
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: #"{"orgs":[{"id":"1"}]}"#)))
        case "/api/v2/buckets":
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: #"{"buckets":[{"id":"2"}]}"#)))
        default: return Response(status: .ok)
        }
    }

    private func write(_ request: Request) async throws -> Response {
        let mode = state.withLock { state in
            if state.mode != .accept { state.spoiled += 1 }
            return state.mode
        }
        switch mode {
        case .accept:
            let body = try await request.body.collect(upTo: 16 << 20)
            let write = Write(
                isCompressed: request.headers[.contentEncoding] == "gzip", body: Array(body.readableBytesView))
            state.withLock { $0.writes.append(write) }
            return Response(status: .noContent)
        case .refuse: return Response(status: .serviceUnavailable)
        case .hang:
            try? await request.body.consumeWithCancellationOnInboundClose { _ in
                try await Task.sleep(for: .seconds(60))
            }
            return Response(status: .serviceUnavailable)
        }
    }
}

/// Decompresses with the system's own program.
private enum Gunzip {
    struct Failed: Error {}

    static func text(of bytes: [UInt8]) async throws -> String {
        let directory = try TemporaryDirectory()
        let file = directory.file("body.gz")
        try Data(bytes).write(to: URL(filePath: file))
        let program = try ChildProcess("/bin/sh", ["-c", "gunzip -c '\(file)'"])
        guard try await program.waitForExit() == 0 else { throw Failed() }
        return program.text
    }
}
