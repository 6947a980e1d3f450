// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Wakes a thread that waits for a socket.
final class Bell: Sendable {
    /// Can be read from when it rang.
    let descriptor: CInt
    private let other: CInt

    /// `nil` if the system has no descriptors left.
    init?() {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, other) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(other)
    }

    /// A bell that rang and was not heard yet need not ring again.
    func ring() {
        var byte: UInt8 = 0
        _ = write(other, &byte, 1)
    }

    func quieten() {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        while read(descriptor, &bytes, 32) > 0 {}
    }
}
