// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Figures about this process under the names that Prometheus clients agree on, read when asked.
///
/// What the system does not tell (outside Linux, everything but CPU time and start) is left out.
package struct ProcessMetrics: Sendable {
    private let startTime: Double

    /// - Parameter startTime: seconds since 1970, taken when the process started.
    package init(startTime: Double) { self.startTime = startTime }

    package func families() -> [MetricFamily] {
        var usage = rusage()
        #if canImport(Glibc)
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
        getrusage(RUSAGE_SELF, &usage)
        #endif
        let user = Self.seconds(usage.ru_utime)
        let system = Self.seconds(usage.ru_stime)
        var families = [
            MetricFamily(
                "process_cpu_user_seconds_total", .counter, help: "User CPU time in seconds.", samples: [.init(user)]),
            MetricFamily(
                "process_cpu_system_seconds_total", .counter, help: "System CPU time in seconds.",
                samples: [.init(system)]),
            MetricFamily(
                "process_cpu_seconds_total", .counter, help: "CPU time in seconds.", samples: [.init(user + system)]),
            MetricFamily(
                "process_start_time_seconds", .gauge, help: "Start of the process in seconds since 1970.",
                samples: [.init(startTime)]),
        ]
        let status = Self.statusValues()
        for (name, key, help, unit) in [
            ("process_resident_memory_bytes", "VmRSS", "Resident memory in bytes.", 1024.0),
            ("process_virtual_memory_bytes", "VmSize", "Virtual memory in bytes.", 1024.0),
            ("process_heap_bytes", "VmData", "Size of the data segment in bytes.", 1024.0),
            ("process_threads", "Threads", "Threads of the process.", 1.0),
        ] {
            guard let value = status[key] else { continue }
            families.append(MetricFamily(name, .gauge, help: help, samples: [.init(value * unit)]))
        }
        if let open = Self.openDescriptors() {
            families.append(
                MetricFamily("process_open_fds", .gauge, help: "Open file descriptors.", samples: [.init(open)]))
        }
        if let most = Self.maximumDescriptors() {
            families.append(
                MetricFamily(
                    "process_max_fds", .gauge, help: "Most file descriptors the process may open.",
                    samples: [.init(most)]))
        }
        return families
    }

    private static func maximumDescriptors() -> Double? {
        var limit = rlimit()
        #if canImport(Glibc)
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        #else
        guard getrlimit(RLIMIT_NOFILE, &limit) == 0 else { return nil }
        #endif
        return Double(limit.rlim_cur)
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }

    /// The numbers of `/proc/self/status` by name; empty where there is no such file.
    static func statusValues(path: String = "/proc/self/status") -> [String: Double] {
        guard let file = fopen(path, "r") else { return [:] }
        defer { fclose(file) }
        var values: [String: Double] = [:]
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let parts = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
                .split { $0 == ":" || $0 == "\t" || $0 == " " || $0 == "\n" }
            if parts.count >= 2, let value = Double(parts[1]) { values[String(parts[0])] = value }
        }
        return values
    }

    private static func openDescriptors() -> Double? {
        guard let directory = opendir("/proc/self/fd") else { return nil }
        defer { closedir(directory) }
        var count = 0.0
        while readdir(directory) != nil { count += 1 }
        // ".", ".." and the descriptor that reads the directory are not the program's.
        return max(0, count - 3)
    }
}
