// SPDX-License-Identifier: MIT

import Testing

@testable import ButlerSOS

@Suite struct RedactionTests {
    @Test(arguments: [
        ("cannot reach http://me:geheim@host:8086/x", "cannot reach http://[REDACTED]@host:8086/x"),
        ("mqtts://geheim@b and https://a/b", "mqtts://[REDACTED]@b and https://a/b"),
        ("Authorization: Bearer abc.DEF_12=", "Authorization: Bearer [REDACTED]"),
        ("basic Z2VoZWltOng=", "basic [REDACTED]"), ("TOKEN   12345678;", "TOKEN [REDACTED];"),
        ("Bearer short", "Bearer short"), ("password=geheim&x=1", "password=[REDACTED]&x=1"),
        ("PWD : geheim, next", "PWD=[REDACTED], next"), ("api-key=geheim", "api-key=[REDACTED]"),
        ("apikey: geheim", "apikey=[REDACTED]"), ("access_key_id=geheim", "access_key_id=[REDACTED]"),
        ("auth: geheim", "auth=[REDACTED]"), ("author: Karen", "author: Karen"),
        ("client_secret_x=geheim)", "client_secret_x=[REDACTED])"),
        ("Butler-SOS.cert.clientCertPassphrase: geheim", "Butler-SOS.cert.clientCertPassphrase=[REDACTED]"),
        (#"{"password" : "ge heim", "a": "b"}"#, #"{"password": "[REDACTED]", "a": "b"}"#),
        (#"{"insertApiKey":"geheim"}"#, #"{"insertApiKey": "[REDACTED]"}"#),
        ("cannot listen on 127.0.0.1:80 (x): in use", "cannot listen on 127.0.0.1:80 (x): in use"),
    ])
    func `takes out secrets and leaves the rest`(text: String, expected: String) {
        #expect(Redaction().redact(text) == expected)
    }

    @Test func `takes out what the configuration says is secret, wherever it stands`() {
        let redaction = Redaction(secrets: ["s3cr3t-long", "s3cr3t", "", "a"])
        #expect(redaction.redact("a s3cr3t-long b/s3cr3t/c") == "a [REDACTED] b/[REDACTED]/c")
    }

    @Test func `a secret at the place of the cut is not left in half`() {
        let text = String(repeating: "x", count: 16_380) + "verborgen-verborgen"
        #expect(!Redaction(secrets: ["verborgen-verborgen"]).redact(text).contains("verb"))
    }

    @Test(.timeLimit(.minutes(1))) func `an endless text is cut, and costs little`() {
        let text = String(repeating: "password", count: 100_000)
        #expect(Redaction().redact(text).count < 20_000)
    }
}
