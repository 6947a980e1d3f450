// SPDX-License-Identifier: MIT

package import Monitoring

#if canImport(Glibc)
import CAllocator
import Glibc
#else
import Darwin
#endif

extension ProgramUsage.Memory {
    /// What this process has now. Only Linux with the GNU C library tells.
    package static func current() -> ProgramUsage.Memory {
        #if canImport(Glibc)
        // All arenas, and beside them the blocks so large that each is a mapping of its own.
        let heap = mallinfo2()
        return ProgramUsage.Memory(
            heapUsed: heap.uordblks + heap.hblkhd, heapTotal: heap.arena + heap.hblkhd, resident: resident())
        #else
        return ProgramUsage.Memory()
        #endif
    }

    #if canImport(Glibc)
    private static func resident() -> Int? {
        guard let file = fopen("/proc/self/statm", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let numbers = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            .split(separator: " ")
        return numbers.count > 1 ? Int(numbers[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }
    #endif
}
