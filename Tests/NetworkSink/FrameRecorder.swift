// SPDX-License-Identifier: MIT

#if os(Linux)
import Glibc

/// Hears every frame that arrives at an interface, whatever it is and whomever it is for.
struct FrameRecorder: Sendable {
    private let descriptor: CInt

    /// Starts to listen: what arrives from now on is kept by the kernel until it is read.
    init(interface: String) throws {
        let everyProtocol = UInt16(3).bigEndian
        let index = if_nametoindex(interface)
        guard index != 0 else { throw Unusable(interface: interface, problem: errno) }
        descriptor = socket(AF_PACKET, CInt(SOCK_RAW.rawValue), CInt(everyProtocol))
        guard descriptor >= 0 else { throw Unusable(interface: interface, problem: errno) }
        // `struct sockaddr_ll`, which Swift does not see: family, protocol, index, and what only answers use.
        var address = [UInt8](repeating: 0, count: Self.addressSize)
        address.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: UInt16(AF_PACKET), toByteOffset: 0, as: UInt16.self)
            bytes.storeBytes(of: everyProtocol, toByteOffset: 2, as: UInt16.self)
            bytes.storeBytes(of: index, toByteOffset: 4, as: UInt32.self)
        }
        let isBound = address.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { bind(descriptor, $0.baseAddress, UInt32(bytes.count)) == 0 }
        }
        guard isBound else { throw Unusable(interface: interface, problem: errno) }
        // The first question for a time makes the kernel note it from then on.
        _ = arrivalTime()
    }

    /// Tells of each frame as it comes, for as long as the process lives.
    func record(_ tell: (String) -> Void) {
        var frame = [UInt8](repeating: 0, count: 64 * 1024)
        var sender = [UInt8](repeating: 0, count: Self.addressSize)
        while true {
            var senderSize = socklen_t(sender.count)
            let count = sender.withUnsafeMutableBytes { bytes in
                bytes.withMemoryRebound(to: sockaddr.self) {
                    recvfrom(descriptor, &frame, frame.count, 0, $0.baseAddress, &senderSize)
                }
            }
            // An interface that goes down is told as an error, once.
            guard count > 0 else { continue }
            let isOwn = sender[Self.packetTypeOffset] == Self.outgoing
            if !isOwn { tell("\(arrivalTime()) \(FrameDescription.text(of: Array(frame[..<count])))") }
        }
    }

    /// When the frame that was read last arrived.
    private func arrivalTime() -> String {
        let askForTime: UInt = 0x8907
        var time = timespec()
        if ioctl(descriptor, askForTime, &time) != 0 { clock_gettime(CLOCK_REALTIME, &time) }
        return Report.time(seconds: time.tv_sec, microseconds: time.tv_nsec / 1000)
    }

    private static let addressSize = 20
    private static let packetTypeOffset = 10
    private static let outgoing: UInt8 = 4

    struct Unusable: Error, CustomStringConvertible {
        var interface: String
        var problem: CInt
        var description: String { "frames of \(interface) cannot be recorded: \(String(cString: strerror(problem)))" }
    }
}
#else
/// Only Linux has what it takes.
struct FrameRecorder: Sendable {
    init(interface: String) throws { throw OnlyOnLinux() }

    func record(_ tell: (String) -> Void) {}

    struct OnlyOnLinux: Error, CustomStringConvertible {
        var description: String { "frames can be recorded on Linux only" }
    }
}
#endif
