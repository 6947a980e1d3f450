// SPDX-License-Identifier: MIT

/// What was planted in every input and must come out nowhere, in the spellings in which it could.
struct Canaries {
    /// Each with a name that may be printed.
    let all: [(name: String, spelling: String)] = [
        ("host name", "canary-host-name"), ("monitored host", "canary-monitored"),
        ("MAC", "005056abcdef"), ("MAC", "00:50:56:ab:cd:ef"), ("MAC", "00-50-56-ab-cd-ef"),
        ("IPv4", "10.98.76.54"), ("IPv4", "0a624c36"), ("interface", "imagined7"),
        ("firmware ID", "4c4c4544004235108051b4c04f4a3332"), ("firmware ID", "4c4c4544-0042-3510-8051-b4c04f4a3332"),
        ("installation ID", "0123456789abcdef0123456789abcdef"),
        ("a variable", "canary-value"), ("a path", "canary-path"),
        ("proxy password", "canary-password"), ("proxy password", "y2fuyxj5lxbhc3n3b3jk"),
        ("given secret", Self.secret), ("given secret", "wlpawlpawlpawlpa"),
    ]

    /// 32 bytes of 0x5A: what an administrator gives, in hexadecimal digits.
    static let secret = String(repeating: "5a", count: 32)

    /// What the process sees, beside what decides.
    static let environment = [
        "HTTPS_PROXY": "http://reporter:canary-password@proxy.example:3128", "BUTLER_SOS_TELEMETRY_SECRET": secret,
        "SOME_VARIABLE": "canary-value", "HOSTNAME": "canary-host-name", "HOME": "/home/canary-path",
    ]

    /// The names of those that are in a text.
    func found(in text: String) -> Set<String> {
        let text = text.lowercased()
        return Set(all.filter { text.contains($0.spelling) }.map(\.name))
    }
}
