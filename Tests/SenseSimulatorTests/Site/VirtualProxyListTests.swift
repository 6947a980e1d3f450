// SPDX-License-Identifier: MIT

import SenseSimulator
import Testing

@Suite struct VirtualProxyListTests {
    @Test func `is the default virtual proxy unless told otherwise`() throws {
        #expect(VirtualProxyList().proxies == [.root])
        #expect(try VirtualProxyList(parsing: "/") == VirtualProxyList())
    }

    @Test func `reads names in their order, and minds no blanks`() throws {
        let list = try VirtualProxyList(parsing: " /hdr ,/, /a-b_c.d~E9/x")
        #expect(list.proxies.map(\.name) == ["/hdr", "/", "/a-b_c.d~E9/x"])
    }

    @Test(arguments: ["", "hdr", "/hdr/", "//", "/a b", "/a?b", "/ä", "/..", "/a/./b", "/a\u{301}", "/a\r\n"])
    func `names what is no virtual proxy`(name: String) throws {
        let error = try #require(throws: VirtualProxyList.Failure.self) { try VirtualProxyList(parsing: "/ok,\(name)") }
        #expect(error.description.hasPrefix("'\(name)' is no virtual proxy; allowed are / and names such as /hdr"))
    }

    @Test func `takes no virtual proxy twice`() throws {
        let error = try #require(throws: VirtualProxyList.Failure.self) { try VirtualProxyList(parsing: "/a,/,/a") }
        #expect(error.description == "'/a' stands there twice")
    }
}
