// SPDX-License-Identifier: MIT

import NIOCore
import NIOPosix

/// A name server that knows one address, and gives it for every name.
struct NameServer: Sendable {
    static let port = 53

    private let address: String
    private let answer: [UInt8]?

    /// - Parameters:
    ///   - address: where to listen.
    ///   - answer: the address of every name; `nil` to listen and never answer.
    init(address: String, answer: String?) throws {
        self.address = address
        self.answer = try answer.map { text in
            let bytes = text.split(separator: ".").compactMap { UInt8($0) }
            guard bytes.count == 4 else { throw NotAnAddress(text: text) }
            return bytes
        }
    }

    func run() async throws {
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: address, port: Self.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<AddressedEnvelope<ByteBuffer>, AddressedEnvelope<ByteBuffer>>(
                        wrappingChannelSynchronously: channel)
                }
            }
        try await channel.executeThenClose { inbound, outbound in
            for try await message in inbound {
                guard let answer, let query = NameQuery(Array(message.data.readableBytesView)) else { continue }
                try await outbound.write(
                    AddressedEnvelope(
                        remoteAddress: message.remoteAddress, data: ByteBuffer(bytes: query.answer(answer))))
            }
        }
    }

    struct NotAnAddress: Error, CustomStringConvertible {
        var text: String
        var description: String { "\(text) is not an IPv4 address" }
    }
}
