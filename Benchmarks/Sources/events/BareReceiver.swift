// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation
import Synchronization

/// Reads datagrams from two ports, one by one, and does nothing with them: the physical limit.
final class BareReceiver: Sendable {
    struct CannotListen: Error { var port: Int }

    private let results = Mutex<(received: Int, cpuSeconds: Double)>((0, 0))
    private let threads = DispatchGroup()

    /// - Parameter buffer: what the kernel is asked to keep for each port, in bytes.
    init(ports: [Int], buffer: Int) throws {
        for port in ports {
            let descriptor = try Self.open(port, buffer)
            threads.enter()
            Thread.detachNewThread { [self] in
                read(descriptor)
                close(descriptor)
                threads.leave()
            }
        }
    }

    /// What was read until nothing came for a second, and what the reading cost.
    func result() -> (received: Int, cpuSeconds: Double) {
        threads.wait()
        return results.withLock { $0 }
    }

    private static func open(_ port: Int, _ buffer: Int) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var size = Int32(buffer)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        guard LoopbackAddress(port: port).isTaken({ bind(descriptor, $0, $1) }) else { throw CannotListen(port: port) }
        return descriptor
    }

    private func read(_ descriptor: Int32) {
        // Long enough for the sender to start.
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
        defer { room.deallocate() }
        var received = 0
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        while recv(descriptor, room.baseAddress, room.count, 0) >= 0 {
            if received == 0 {
                limit.tv_sec = 1
                setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            }
            received += 1
        }
        var used = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used)
        let seconds = Double(used.tv_sec) + Double(used.tv_nsec) / 1e9
        results.withLock { $0 = ($0.received + received, $0.cpuSeconds + seconds) }
    }
}
