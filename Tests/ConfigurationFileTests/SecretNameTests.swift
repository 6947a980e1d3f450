// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@Suite struct SecretNameTests {
    @Test(arguments: [
        "password", "oldPassword", "passwd", "qlogsReaderPwd", "clientSecret", "client-secret", "api_token", "token",
        "insertApiKey", "api-key", "ACCESS_KEY", "clientCertPassphrase",
    ])
    func `knows secrets by their names`(name: String) {
        #expect(SecretName.matches(name))
    }

    @Test(arguments: ["auth", "credential", "clientCertKey", "key", "header", "username", "passport", "host"])
    func `knows what is none`(name: String) { #expect(!SecretName.matches(name)) }

    @Test(arguments: [
        ("http://me:pw@host/x@y", "http://**********@host/x@y"), ("http://host/x@y", "http://host/x@y"),
        ("me@host", "me@host"), ("", ""), ("http://a@b:pw@host", "http://**********@host"),
        ("https://h/p?Api-Key=x&y=z#f", "https://h/p?**********"), ("https://h#x", "https://h?**********"),
        ("\"https://h/p?k=x, y\"", "\"https://h/p?**********\""), ("[a: b?]", "[a: b?]"),
    ])
    func `hides who logs in at a URL, and its query`(text: String, expected: String) {
        #expect(SecretName.withoutURLSecrets(text) == expected)
    }

    @Test(arguments: ["geheim", "[geheim]", "{geheim: x}", "<geheim>"])
    func `never shows a value under such a name, whatever reads it`(value: String) throws {
        let reading = try Reading(
            "myToken: \(value)\nauth: {api_key: \(value)}\npasswords: [{a: \(value)}, \(value)]\n")
        _ = reading.root.boolean("myToken", "x")
        _ = reading.root.port("myToken", default: 1, "x")
        _ = reading.root.text("myToken", default: "", "x")
        _ = reading.root.section("auth").requiredText("api_key", "x", format: .url)
        _ = reading.root.pairs("auth", "x")
        _ = reading.root.sections("passwords").map { $0.boolean("a", "x") }
        _ = reading.root.texts("passwords", "x", format: .host)
        #expect(reading.sentences.count >= 5)
        #expect(!reading.sentences.contains { $0.contains("geheim") })
        #expect(!reading.reading.settings.contains { $0.value.contains("geheim") })
    }
}
