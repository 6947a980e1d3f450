// SPDX-License-Identifier: MIT

import CZlib
import HTTPListener
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import MonitoringTestKit
import NIOCore
import NIOSSL
import ServiceLifecycle
import Synchronization

/// An account of New Relic over HTTPS that remembers which events it took, and is out of order when told so.
final class NewRelicRecorder: Sendable {
    enum Answer: String, CaseIterable {
        case takes
        case forbids = "answers 403"
        case fails = "answers 500"
        case throttles = "answers 429"
        /// Takes what it gets, and its answer is lost.
        case hangs = "takes and never answers"

        static let faults = allCases.filter { $0 != .takes }
    }

    struct Taken: Sendable {
        var events = EventNumbers()
        var eventRequests = 0
        var metricRequests = 0
        var refused = 0
        /// Neither a list of events nor of metrics, or too large.
        var unreadable = 0
    }

    private let state = Mutex((answer: Answer.takes, taken: Taken(), held: [CheckedContinuation<Void, Never>]()))

    var taken: Taken { state.withLock { $0.taken } }

    /// From now on it answers so. Answers that were held are lost.
    func set(_ answer: Answer) {
        let held = state.withLock { state in
            state.answer = answer
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    /// The server. Its port is told to `onListening`.
    func listener(
        _ certificates: ServerCertificates, onListening: @escaping @Sendable (Int) -> Void
    ) throws -> some Service {
        let chain = try NIOSSLCertificate.fromPEMFile(certificates.certificateFile)
        let key = try NIOSSLPrivateKey(file: certificates.keyFile, format: .pem)
        return HTTPListener(
            responder: CallbackResponder<BasicRequestContext> { [self] request, _ in try await respond(to: request) },
            address: ListenAddress(host: "127.0.0.1", port: 0, setting: "soak"),
            server: try .tls(
                .http1(),
                tlsConfiguration: .makeServerConfiguration(
                    certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))),
            logger: .silent, onListening: { onListening($0.port) })
    }

    private func respond(to request: Request) async throws -> Response {
        let buffer = try await request.body.collect(upTo: 1 << 21)
        var body = Array(buffer.readableBytesView)
        if request.headers[.contentEncoding] == "gzip" { body = Self.decompress(body) }
        let answer = state.withLock { $0.answer }
        switch answer {
        case .forbids, .fails, .throttles:
            state.withLock { $0.taken.refused += 1 }
            var headers = HTTPFields()
            if answer == .throttles { headers[.retryAfter] = "2" }
            return Response(
                status: answer == .forbids ? .forbidden : answer == .fails ? .internalServerError : .tooManyRequests,
                headers: headers)
        case .takes, .hangs: record(body, isMetric: request.uri.path.hasPrefix("/metric"))
        }
        if answer == .hangs {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.answer == .hangs { state.held.append(continuation) }
                    return state.answer != .hangs
                }
                if isOver { continuation.resume() }
            }
        }
        return Response(status: .accepted, body: ResponseBody(byteBuffer: ByteBuffer(string: "{\"requestId\":\"7\"}")))
    }

    private func record(_ body: [UInt8], isMetric: Bool) {
        state.withLock { state in
            guard body.count <= 1_000_000, body.first == UInt8(ascii: "["), body.last == UInt8(ascii: "]") else {
                state.taken.unreadable += 1
                return
            }
            if isMetric {
                state.taken.metricRequests += 1
            } else {
                state.taken.eventRequests += 1
                // Events are flat: each ends with the only brace that closes.
                state.taken.events.insert(partsOf: body, separatedBy: UInt8(ascii: "}"))
            }
        }
    }

    /// Empty for what cannot be read.
    private static func decompress(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return []
        }
        defer { inflateEnd(&stream) }
        var input = bytes
        return input.withUnsafeMutableBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: 1 << 21) { output, count in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                count = inflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
            }
        }
    }
}

extension Logger {
    static let silent = Logger(label: "soak") { _ in SwiftLogNoOpLogHandler() }
}
