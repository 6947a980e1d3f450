// SPDX-License-Identifier: MIT

import ServiceLifecycle

#if canImport(Glibc)
import CAllocator
#endif

/// Gives memory that nobody uses any more back to the system, twice a minute.
///
/// After an outage of a destination a lot is freed in small pieces between others. The allocator of the GNU C library keeps
/// it for later, and the program would look as if it grew with every outage.
package struct HeapTrim: Service, CustomStringConvertible {
    private static let interval: Duration = .seconds(30)
    /// What is not worth looking for, in bytes.
    private static let worthwhile = 8 << 20

    private let clock: any Clock<Duration>

    package init(clock: any Clock<Duration> = ContinuousClock()) { self.clock = clock }

    package var description: String { "HeapTrim" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await clock.sleep(for: Self.interval)) != nil { Self.trim() }
        }
    }

    /// Has all threads share two heaps. By default each gets one of its own, and each keeps what its worst moment took.
    package static func shareHeaps() {
        #if canImport(Glibc)
        mallopt(M_ARENA_MAX, 2)
        #endif
    }

    /// Returns what the allocator has and nobody uses, if that is much.
    static func trim() {
        #if canImport(Glibc)
        guard mallinfo2().fordblks > worthwhile else { return }
        malloc_trim(0)
        #endif
    }
}
