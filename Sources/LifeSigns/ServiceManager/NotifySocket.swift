// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The socket on which systemd hears from a service.
package struct NotifySocket: Sendable {
    package static let variable = "NOTIFY_SOCKET"

    package struct Failure: Error, Equatable, CustomStringConvertible {
        package var description: String

        init(_ number: Int32) { description = String(cString: strerror(number)) }
        init(unusable address: String) {
            description = "\(NotifySocket.variable)=\(address) is neither a path nor an abstract address"
        }
    }

    private let address: String

    /// `nil` if nobody wants to hear from this process.
    package init?(environment: [String: String]) {
        guard let address = environment[Self.variable], !address.isEmpty else { return nil }
        self.address = address
    }

    /// Sends lines such as `READY=1` in one datagram. Waits at most a second for room.
    package func send(_ text: String) throws(Failure) {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        var path = Array(address.utf8)
        let isAbstract = path.first == UInt8(ascii: "@")
        // The address of a file ends with a zero, that of an abstract socket starts with one.
        guard isAbstract || path.first == UInt8(ascii: "/"), path.count < MemoryLayout.size(ofValue: name.sun_path)
        else {
            throw Failure(unusable: address)
        }
        if isAbstract { path[0] = 0 } else { path.append(0) }
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path) }
        let length = socklen_t((MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2) + path.count)
        #if canImport(Glibc)
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let flags = Int32(MSG_NOSIGNAL)
        #else
        let descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
        let flags: Int32 = 0
        #endif
        guard descriptor >= 0 else { throw Failure(errno) }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let bytes = Array(text.utf8)
        let sent = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, flags, $0, length)
            }
        }
        guard sent == bytes.count else { throw Failure(errno) }
    }
}
