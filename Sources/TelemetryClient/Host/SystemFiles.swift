// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Looks at this host. Every look is bounded: a huge file, a huge folder or a pipe that nobody fills stops nothing.
enum SystemFiles {
    /// Enough for `/proc/cpuinfo` of several hundred processors.
    static let largestText = 1 << 20
    private static let mostNames = 10_000

    /// The text of a regular file, up to `largestText` bytes; else `nil`, and `errno` says why.
    static func text(_ path: String) -> String? {
        // Without O_NONBLOCK, opening a pipe would wait for somebody who writes to it.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        var information = stat()
        let isKnown = fstat(file, &information) == 0
        let isRegular = isKnown && information.st_mode & S_IFMT == S_IFREG
        let bytes = isRegular ? read(file) : nil
        let reason = isKnown && !isRegular ? EINVAL : errno
        close(file)
        errno = reason
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func read(_ file: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16 * 1024)
        while bytes.count < largestText {
            let count = part.withUnsafeMutableBytes { buffer in
                #if canImport(Glibc)
                Glibc.read(file, buffer.baseAddress, buffer.count)
                #else
                Darwin.read(file, buffer.baseAddress, buffer.count)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            // A file that breaks off while it is read is as good as none.
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += part[..<count]
        }
        return Array(bytes.prefix(largestText))
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The names in a folder, without the folder itself and the one above, in alphabetical order.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while names.count < mostNames, let entry = readdir(stream) {
            // In place: an entry is as long as its name, and a copy of the whole would read past its end.
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The IPv4 addresses of an interface, in the order of the system.
    static func ipv4Addresses(of interface: String) -> [String] {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return [] }
        defer { freeifaddrs(list) }
        var addresses: [String] = []
        var entry = list
        while let current = entry {
            defer { entry = current.pointee.ifa_next }
            guard let address = current.pointee.ifa_addr, Int32(address.pointee.sa_family) == AF_INET,
                String(cString: current.pointee.ifa_name) == interface
            else { continue }
            // The system writes it: which module declares the fields of an address depends on what else the compiler reads.
            var text = [CChar](repeating: 0, count: Int(INET_ADDRSTRLEN))
            let length = socklen_t(MemoryLayout<sockaddr_in>.size)
            guard getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else {
                continue
            }
            addresses.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        return addresses
    }
}
