// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Datagrams for one port that the system gets in one call.
final class DatagramBatch {
    private let socket: DatagramSocket
    private let memory: UnsafeMutableRawBufferPointer
    private let parts: UnsafeMutableBufferPointer<iovec>
    private let messages: UnsafeMutableBufferPointer<DatagramSocket.Message>
    private var used = 0
    private var count = 0
    /// How many the system did not take so far.
    private(set) var refused = 0

    private static let capacity = 64

    init(_ socket: DatagramSocket) {
        self.socket = socket
        memory = .allocate(byteCount: 2 << 17, alignment: 16)
        parts = .allocate(capacity: Self.capacity)
        parts.initialize(repeating: iovec())
        messages = .allocate(capacity: Self.capacity)
        messages.initialize(repeating: DatagramSocket.Message())
        for index in messages.indices {
            messages[index].header.msg_iov = parts.baseAddress.map { $0 + index }
            messages[index].header.msg_iovlen = 1
        }
    }

    deinit {
        messages.deallocate()
        parts.deallocate()
        memory.deallocate()
    }

    /// Adds a datagram, and sends those before it if there is no room for it.
    func append(_ template: EventTemplate, number: Int, at times: EventTimes) {
        let length = template.bytes.count
        if count == Self.capacity || used + length > memory.count { send() }
        let place = UnsafeMutableRawBufferPointer(rebasing: memory[used..<used + length])
        template.write(to: place, number: number, at: times)
        parts[count] = iovec(iov_base: place.baseAddress, iov_len: length)
        used += length
        count += 1
    }

    /// Sends what is there.
    func send() {
        guard count > 0 else { return }
        refused += socket.send(UnsafeMutableBufferPointer(rebasing: messages[..<count]))
        used = 0
        count = 0
    }
}
