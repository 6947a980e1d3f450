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

    @Test(arguments: ["host", "hostIP", "brokerHost", "url", "collectorURL", "proxyURL"])
    func `knows what leads somewhere by its name`(name: String) {
        #expect(SecretName.isAddress(name))
        #expect(!SecretName.isAddress("username"))
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

    @Test(arguments: ["http//u:geheim@h", "u:geheim@h", "\"http://u:geheim/geh\\\"eim@h\"", "[\"http://u:geheim,@h\"]"])
    func `never shows who logs in somewhere`(value: String) throws {
        let reading = try Reading("collectorURL: \(value)\nhost: \(value)\nurls: \(value)\n")
        _ = reading.root.text("collectorURL", default: "", "x")
        _ = reading.root.text("host", default: "", "x", format: .host)
        _ = reading.root.texts("urls", "x")
        #expect(!reading.sentences.contains { $0.contains("geheim") })
        #expect(!reading.reading.settings.contains { $0.value.contains("geheim") })
    }
}
