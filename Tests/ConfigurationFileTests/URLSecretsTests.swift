// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@Suite struct URLSecretsTests {
    private static let mask = "**********"

    @Test(arguments: [
        ("http://me:pw@host/x@y", "http://**********@y"), ("http://host/x", "http://host/x"), ("me@host", "me@host"),
        ("", ""), ("://", "://"), ("://geheim@", "://**********@"), ("http://a@b:pw@host", "http://**********@host"),
        ("http://me:ge/he?im#@host/x", "http://**********@host/x"),
        ("https://h/p?Api-Key=x&y=z#f", "https://h/p?**********"), ("https://h#x", "https://h?**********"),
        ("[a: b?]", "[a: b?]"), ("a http://u:p@a/ and https://u:q@b/?c, too", "a http://**********@b/?**********"),
    ])
    func `hides who logs in at a URL, and its query`(text: String, expected: String) {
        #expect(URLSecrets.masked(text) == expected)
    }

    @Test(arguments: [
        ("http//u:p@h", "**********@h"), ("u:p@h", "**********@h"), ("u:p@h:80/x?y", "**********@h:80/x?**********"),
        ("http://u:p/q@h", "http://**********@h"), ("http://u:p#q@h", "http://**********@h"),
        ("u:p://q@h", "**********@h"), ("u:p@http://h", "**********@http://h"), ("://u:p@h", "**********@h"),
        ("http://u:p, q\"r s@h", "http://**********@h"), ("host", "host"), ("[::1]:80", "[::1]:80"),
        ("https://h:1/x", "https://h:1/x"), ("", ""), ("@", "**********@"),
    ])
    func `of what leads somewhere nothing before the last at sign is shown`(text: String, expected: String) {
        #expect(URLSecrets.masked(text, isAddress: true) == expected)
        // What is masked already stays as it is.
        #expect(URLSecrets.masked(expected, isAddress: true) == expected)
        #expect(
            SettingValue(spelled: URLSecrets.masked(spelled: YAMLScalar.spelled(text), isAddress: true))
                == SettingValue(spelled: YAMLScalar.spelled(expected)))
        let list = URLSecrets.masked(spelled: YAMLScalar.list(["a", text, "b:1"]), isAddress: true)
        #expect(SettingValue(spelled: list) == .list([.text("a"), .text(expected), .text("b:1")]))
    }

    @Test(arguments: [
        ("\"https://h/p?k=x, y\"", "\"https://h/p?**********\""), ("[http://u:p@h, c]", "[http://**********@h, c]"),
        ("[\"http://u:p, ]q@h/?x\", \"http://h\"]", "[\"http://**********@h/?**********\", \"http://h\"]"),
        ("{a: \"http://u:p,q@h\", b: http://u:p@h}", "{a: \"http://**********@h\", b: http://**********@h}"),
        ("{a: **********, b: c}", "{a: **********, b: c}"), ("{http://a@b: c}", "{http://**********@b: c}"),
        ("{\"a\\\"://\": x@y}", "{\"a\\\"://\": x@y}"), ("[\"http://u:p@h", "[\"http://**********@h"),
    ])
    func `lists stay lists`(text: String, expected: String) {
        #expect(URLSecrets.masked(spelled: text) == expected)
    }
}
