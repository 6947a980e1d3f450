// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation
import Synchronization

/// An HTTP endpoint that accepts everything, does nothing with it but count lines, and can be closed for a while.
///
/// One thread for each connection: a monitor opens few.
final class LineSink: Sendable {
    struct Failed: Error {
        var what: String
        var code = errno
    }

    private struct State {
        var lines = 0
        var bytes = 0
        var isDown = false
    }

    let port: Int
    private let listener: Int32
    private let state = Mutex(State())

    init(port: Int) throws {
        self.port = port
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let descriptor = listener
        guard LoopbackAddress(port: port).isTaken({ bind(descriptor, $0, $1) }), listen(listener, 64) == 0 else {
            throw Failed(what: "listen on \(port)")
        }
        Thread.detachNewThread { self.accept() }
    }

    /// Lines of requests to `/write`, and their bytes.
    var received: (lines: Int, bytes: Int) { state.withLock { ($0.lines, $0.bytes) } }

    /// While it is down every request is answered with 503.
    func setDown(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }

    private func accept() {
        while true {
            let connection = Foundation.accept(listener, nil, nil)
            guard connection >= 0 else { return }
            Thread.detachNewThread {
                self.serve(connection)
                close(connection)
            }
        }
    }

    private func serve(_ connection: Int32) {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var filled = 0
        while true {
            guard let head = Self.head(buffer[..<filled]) else {
                let count = buffer.withUnsafeMutableBytes {
                    recv(connection, $0.baseAddress?.advanced(by: filled), $0.count - filled, 0)
                }
                guard count > 0 else { return }
                filled += count
                continue
            }
            var (lines, left) = (0, head.bodyLength - (filled - head.length))
            lines += Self.lines(buffer[head.length..<filled])
            while left > 0 {
                let count = buffer.withUnsafeMutableBytes { recv(connection, $0.baseAddress, min($0.count, left), 0) }
                guard count > 0 else { return }
                lines += Self.lines(buffer[..<count])
                left -= count
            }
            filled = 0
            let isDown = state.withLock { state in
                if !state.isDown, head.isWrite {
                    state.lines += lines
                    state.bytes += head.bodyLength
                }
                return state.isDown
            }
            let answer =
                isDown
                ? "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
                : head.isWrite
                    ? "HTTP/1.1 204 No Content\r\n\r\n"
                    : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(Self.results.utf8.count)\r\n\r\n"
                        + Self.results
            guard
                answer.utf8.withContiguousStorageIfAvailable({
                    send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }) ?? 0 > 0
            else { return }
        }
    }

    private static let results = "{\"results\":[{\"statement_id\":0}]}"

    private static func lines(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for byte in bytes where byte == 10 { count += 1 }
            return count
        }
    }

    private static func head(_ bytes: ArraySlice<UInt8>) -> (length: Int, bodyLength: Int, isWrite: Bool)? {
        let text = bytes.prefix(4096)
        guard let end = text.indices.dropLast(3).first(where: { text[$0...].starts(with: [13, 10, 13, 10]) }) else {
            return nil
        }
        let head = String(decoding: text[..<end], as: UTF8.self).lowercased()
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).filter { $0 != " " }) }
        return (end + 4, length ?? 0, head.hasPrefix("post /write"))
    }
}
