// SPDX-License-Identifier: MIT

import Monitoring
import NIOCore

/// Datagrams that were read and are not parsed yet, reading by reading, in the order in which they came.
///
/// They are copied out of the memory that they were read into, which has room for the longest datagrams and is read into again.
struct DatagramBacklog {
    struct Reading {
        var batch: DatagramBatch
        /// When they were read.
        var time: Timestamp
        private var bytes: [UInt8] = []
        /// Where each ends.
        private var ends: [Int32] = []
        /// Most come from one server, so an address is kept once for all that follow one another.
        private var sources: [(end: Int, address: SocketAddress)] = []

        init(_ datagrams: [AddressedEnvelope<ByteBuffer>], batch: DatagramBatch, time: Timestamp) {
            self.batch = batch
            self.time = time
            bytes.reserveCapacity(datagrams.reduce(0) { $0 + $1.data.readableBytes })
            ends.reserveCapacity(datagrams.count)
            for datagram in datagrams {
                datagram.data.withUnsafeReadableBytes { bytes.append(contentsOf: $0) }
                ends.append(Int32(bytes.count))
                if sources.last?.address == datagram.remoteAddress {
                    sources[sources.count - 1].end = ends.count
                } else {
                    sources.append((ends.count, datagram.remoteAddress))
                }
            }
        }

        var count: Int { ends.count }
        /// With what it takes to keep them.
        var byteCount: Int {
            bytes.count + ends.count * MemoryLayout<Int32>.stride
                + sources.count * MemoryLayout<(Int, SocketAddress)>.stride + MemoryLayout<Self>.stride
        }

        func forEach(_ body: (UnsafeRawBufferPointer, SocketAddress) -> Void) {
            bytes.withUnsafeBytes { bytes in
                var (start, index) = (0, 0)
                for source in sources {
                    for end in ends[index..<source.end] {
                        body(UnsafeRawBufferPointer(rebasing: bytes[start..<Int(end)]), source.address)
                        start = Int(end)
                    }
                    index = source.end
                }
            }
        }
    }

    private var readings = CircularBuffer<Reading>()
    private(set) var count = 0

    var isEmpty: Bool { readings.isEmpty }

    mutating func append(_ reading: Reading) {
        count += reading.count
        readings.append(reading)
    }

    mutating func popFirst() -> Reading? {
        guard let reading = readings.popFirst() else { return nil }
        count -= reading.count
        return reading
    }
}
