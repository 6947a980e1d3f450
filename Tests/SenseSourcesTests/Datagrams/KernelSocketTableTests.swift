// SPDX-License-Identifier: MIT

import NIOCore
import Testing

@testable import SenseSources

@Suite struct KernelSocketTableTests {
    private static let four = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
          123: 0100007F:270D 00000000:0000 07 00000000:00000500 00:00000000 00000000     0        0 4242 2 0000000000000000 77
          124: 00000000:270C 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4243 2 0000000000000000 -1
          125: 0200007F:270D 00000000:0000 07 garbage 00:00000000 00000000     0        0 4243 2 0000000000000000 5
          short
        """
    private static let six = """
          sl  local_address                         remote_address                        st tx_queue rx_queue
          9: 00000000000000000000000000000000:270D 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 1 2 0 3
          10: 00000000000000000000000001000000:270D 00000000000000000000000000000000:0000 07 00000000:0000000A 00:00000000 00000000 0 0 1 2 0 4
        """
    private let table = KernelSocketTable { $0.hasSuffix("6") ? Self.six : Self.four }

    private func row(_ address: String, _ port: Int) throws -> KernelSocketTable.Row? {
        table.row(of: try SocketAddress(ipAddress: address, port: port))
    }

    @Test func `finds the row of an address`() throws {
        #expect(try row("127.0.0.1", 9997) == .init(waitingBytes: 0x500, drops: 77))
        #expect(try row("::", 9997) == .init(waitingBytes: 0, drops: 3))
        #expect(try row("::1", 9997) == .init(waitingBytes: 10, drops: 4))
    }

    @Test func `a count that went round is one all the same`() throws {
        #expect(try row("0.0.0.0", 9996)?.drops == .max)
    }

    @Test func `knows nothing of other sockets, of rows it cannot read, and without the file`() throws {
        #expect(try row("127.0.0.1", 9996) == nil)
        #expect(try row("127.0.0.2", 9997) == nil)
        #expect(KernelSocketTable { _ in nil }.row(of: try SocketAddress(ipAddress: "127.0.0.1", port: 9997)) == nil)
        #expect(table.row(of: try SocketAddress(unixDomainSocketPath: "/x")) == nil)
    }
}
