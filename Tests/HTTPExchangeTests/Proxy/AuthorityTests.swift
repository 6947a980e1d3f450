// SPDX-License-Identifier: MIT

import Testing

@testable import HTTPExchange

struct AuthorityTests {
    @Test(
        arguments: [
            ("example.com", "example.com", nil), ("example.com:8340", "example.com", 8340), ("a:1", "a", 1),
            ("a:65535", "a", 65535), ("10.0.0.1:80", "10.0.0.1", 80), ("[::1]", "::1", nil),
            ("[2001:db8::1]:443", "2001:db8::1", 443),
            ("[::ffff:10.0.0.1]:1", "::ffff:10.0.0.1", 1), ("example.com:00080", "example.com", 80),
        ] as [(String, String, Int?)])
    func `reads`(_ text: String, _ host: String, _ port: Int?) {
        let authority = Authority(Substring(text))
        #expect(authority.map { String($0.host) } == host)
        #expect(authority?.port == port)
    }

    @Test(arguments: [
        "", ":", ":80", "a:", "a:0", "a:65536", "a:99999999999999999999", "a:-1", "a:+1", "a:8 0", "a:٣", "a:80:80",
        "a b", "a\u{0}b", "a\n", "exämple", "a/b", "[]", "[]:80", "[::1", "::1", "[::1]x", "[::1]:", "[::1]:x", "[a]",
        "[::1]]", "[g::1]", "[::1%eth0]", "[10.0.0.1]",
    ])
    func `refuses`(_ text: String) {
        #expect(Authority(Substring(text)) == nil)
    }

    @Test(
        arguments: [
            ("https://a.example/b:1", "a.example", nil), ("HTTP://me:geheim@a:80?x=@b", "a", 80),
            ("x://[::1]:2", "::1", 2),
            ("https://a#b", "a", nil), ("a.example:80", nil, nil), ("https://", nil, nil), ("https://a b/", nil, nil),
        ] as [(String, String?, Int?)])
    func `finds itself in a URL`(_ url: String, _ host: String?, _ port: Int?) {
        let authority = Authority(url: url)
        #expect(authority.map { String($0.host) } == host)
        #expect(authority?.port == port)
    }

    @Test(arguments: ["localhost", "LocalHost:1", "127.0.0.1", "127.255.255.255:80", "127.0.0.0", "[::1]", "[::1]:80"])
    func `knows this machine`(_ text: String) {
        #expect(Authority(Substring(text))?.isLoopback == true)
    }

    @Test(arguments: [
        "localhost.", "localhost.example.com", "127.example.com", "127.0.0", "127.0.0.1.1", "127.0.0.256", "127.0.0.",
        "128.0.0.1", "0.0.0.0", "1270.0.0.1", "[::2]", "[::127.0.0.1]", "127.1", "0127.0.0.1", "127.0.0.+1",
    ])
    func `takes nothing else for this machine`(_ text: String) {
        #expect(Authority(Substring(text))?.isLoopback == false)
    }
}
