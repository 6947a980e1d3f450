// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A way for datagrams to one port of one host.
final class DatagramSocket {
    /// A datagram for the system, as `sendmmsg` wants it.
    struct Message {
        var header = msghdr()
        /// How many bytes were sent; the system's to fill.
        var length: UInt32 = 0
    }

    private let descriptor: Int32

    /// - Parameter source: the address of this host to send from; any if there is none.
    init(host: String, port: Int, source: String?) throws(EventSendingFailure) {
        descriptor = try Self.first(of: host, port: port, passive: false) { address throws(EventSendingFailure) in
            let descriptor = socket(address.ai_family, address.ai_socktype, 0)
            guard descriptor >= 0 else { throw EventSendingFailure("make a socket for \(host)", errno) }
            do throws(EventSendingFailure) {
                if let source { try Self.bind(descriptor, to: source) }
                guard connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
                    throw EventSendingFailure("send to \(host), port \(port)", errno)
                }
                return descriptor
            } catch {
                close(descriptor)
                throw error
            }
        }
    }

    deinit { close(descriptor) }

    /// Sends the datagrams in order and returns how many of them the system did not take.
    func send(_ messages: UnsafeMutableBufferPointer<Message>) -> Int {
        var next = 0
        var refused = 0
        var tries = 0
        while next < messages.count {
            let sent = Self.send(descriptor, UnsafeMutableBufferPointer(rebasing: messages[next...]))
            if sent > 0 {
                next += sent
                tries = 0
            } else if errno != EINTR {
                // It may be the news that nobody listened to an earlier datagram. Then the next try goes through.
                tries += 1
                guard tries > 2 else { continue }
                next += 1
                refused += 1
                tries = 0
            }
        }
        return refused
    }

    private typealias SendMany =
        @convention(c) @Sendable (Int32, UnsafeMutableRawPointer?, UInt32, Int32) -> Int32

    #if os(Linux)
    /// Many datagrams in one call of the system; `nil` if the C library does not have it. Swift's import of it does not.
    private static let sendMany: SendMany? = dlsym(nil, "sendmmsg").map { unsafeBitCast($0, to: SendMany.self) }
    #else
    private static let sendMany: SendMany? = nil
    #endif

    /// How many were sent; less than one if none was.
    private static func send(_ descriptor: Int32, _ messages: UnsafeMutableBufferPointer<Message>) -> Int {
        if let sendMany {
            return Int(sendMany(descriptor, messages.baseAddress, UInt32(messages.count), 0))
        }
        guard let first = messages.baseAddress else { return 0 }
        return sendmsg(descriptor, &first.pointee.header, 0) < 0 ? -1 : 1
    }

    private static func bind(_ descriptor: Int32, to source: String) throws(EventSendingFailure) {
        try first(of: source, port: 0, passive: true) { address throws(EventSendingFailure) in
            #if canImport(Glibc)
            let isBound = Glibc.bind(descriptor, address.ai_addr, address.ai_addrlen) == 0
            #else
            let isBound = Darwin.bind(descriptor, address.ai_addr, address.ai_addrlen) == 0
            #endif
            guard isBound else { throw EventSendingFailure("send from \(source)", errno) }
        }
    }

    /// Lends the first address of a host.
    private static func first<Result>(
        of host: String, port: Int, passive: Bool, _ body: (addrinfo) throws(EventSendingFailure) -> Result
    ) throws(EventSendingFailure) -> Result {
        var hints = addrinfo()
        #if canImport(Glibc)
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        #else
        hints.ai_socktype = SOCK_DGRAM
        #endif
        hints.ai_flags = passive ? AI_PASSIVE | AI_NUMERICHOST : 0
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard status == 0, let address = list?.pointee else {
            throw EventSendingFailure("find \(host)", reason: String(cString: gai_strerror(status)))
        }
        return try body(address)
    }
}
