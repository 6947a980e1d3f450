// SPDX-License-Identifier: MIT

/// Shows that what is attacked are the real constructions: both give the published answers.
enum KnownAnswers {
    static var areRight: Bool {
        // Made for another number first, as a guesser does.
        let original = OriginalID(
            Host(
                vendor: [0x00, 0x15, 0x5D], number: 0xFFFFFF, ipv4: "192.168.1.10", repositoryHost: "",
                systemID: "4c4c4544-0042-4810-8056-b4c04f443232"))
        let secret = SecretID(
            Host(
                number: 0x101010, ipv4: "10.0.0.21", repositoryHost: "sense01.example.local",
                systemID: "4c4c4544004235108051b4c04f4a3332"), secret: Array(0..<32))
        let fingerprint = secret.fingerprint(number: 0xABCDEF)
        return "\(original.id(number: 0x010203))" == "45635e7a3586bd0c7527dffaa6662ca412565c4cfabbf3301e7a4604f86feb3c"
            && "\(fingerprint)" == "246a9ca98717b60eb900d9e759f9fcdd96681a3ae8b23c0f7978b3211901408a"
            && "\(secret.id(of: fingerprint))" == "8351d36431ea96a85b7bbe6e4b83a4c982944212abeec9fa3e3a60323d2e6676"
    }
}
