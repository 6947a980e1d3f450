// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@Suite struct HostSpellingTests {
    @Test(arguments: [
        "sense", "sense:4747", "sense.example.net:443", "10.0.0.1:4747", "[::1]:4747", "[fe80::1]",
    ])
    func `takes a host with and without a port`(host: String) {
        #expect(TextFormat.authority.isValid(host))
    }

    @Test(arguments: [
        "", ":4747", "https://sense", "sense/engine", "me@sense", "sense:0", "sense:65536", "sense:x", "sense:", "a b",
        "[::1", "[::1]x", "[]:1", "::1", "sense?x", "sense:+4747", "größe",
    ])
    func `refuses what is something else`(host: String) {
        #expect(!TextFormat.authority.isValid(host))
    }

    @Test(arguments: ["sense", "localhost", "10.0.0.1", "::1", "[::1]", "a_b"])
    func `takes a host`(host: String) { #expect(TextFormat.host.isValid(host)) }

    @Test(arguments: ["", "a b", "a/b", "https://a", "<IP>", "a@b", "größe", "a:80", "a:b:c:g"])
    func `refuses what is no host`(host: String) { #expect(!TextFormat.host.isValid(host)) }

    @Test(arguments: ["http://a", "https://a:1/x?y", "HTTP://a.example/", "http://me:pw@a/x", "http://[::1]:80/"])
    func `takes a URL`(text: String) { #expect(TextFormat.url.isValid(text)) }

    @Test(arguments: ["", "a", "ftp://a", "http://", "http:///x", "http://a b", "http://a:99999", "http://<host>/"])
    func `refuses what is no URL`(text: String) { #expect(!TextFormat.url.isValid(text)) }
}
