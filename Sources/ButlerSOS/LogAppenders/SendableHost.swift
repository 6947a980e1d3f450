// SPDX-License-Identifier: MIT

import ConfigurationFile

/// A host, looked at for whether Sense can send to it: by its spelling alone, nobody is asked.
struct SendableHost {
    /// What was expected instead; `nil` if there is nothing against it.
    let obstacle: String?
    /// It means the host that asks, so nobody else reaches it.
    let isLoopback: Bool

    init(_ host: String) {
        guard TextFormat.host.isValid(host) else {
            self.init(obstacle: TextFormat.host.name)
            return
        }
        if host.contains(":") {
            self.init(version6: host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host)
        } else if host.utf8.contains(where: Self.isDigit),
            host.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || Self.isDigit($0) })
        {
            self.init(version4: host)
        } else {
            self.init(name: host)
        }
    }

    private init(obstacle: String? = nil, isLoopback: Bool = false) {
        self.obstacle = obstacle
        self.isLoopback = isLoopback
    }

    private init(version4 text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        // A leading zero makes it octal to some.
        let bytes = parts.compactMap { $0.count > 1 && $0.hasPrefix("0") ? nil : UInt8($0) }
        guard parts.count == 4, bytes.count == 4 else {
            self.init(obstacle: "an IPv4 address, four numbers from 0 to 255, or a host name, which has letters")
            return
        }
        self.init(version4: bytes, text)
    }

    private init(version4 bytes: [UInt8], _ text: String) {
        if bytes == [0, 0, 0, 0] {
            self.init(obstacle: Self.unspecified(text))
        } else if bytes[0] >= 224 {
            // Groups, what is reserved, and all hosts of a network.
            self.init(obstacle: Self.notOne(text))
        } else {
            self.init(isLoopback: bytes[0] == 127)
        }
    }

    private init(version6 text: String) {
        guard let bytes = IPv6Bytes.read(text) else {
            self.init(obstacle: "an IPv6 address or a host name")
            return
        }
        if bytes.allSatisfy({ $0 == 0 }) {
            self.init(obstacle: Self.unspecified(text))
        } else if bytes[0] == 0xff {
            self.init(obstacle: Self.notOne(text))
        } else if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xff, bytes[11] == 0xff {
            self.init(version4: Array(bytes[12...]), text)
        } else {
            self.init(isLoopback: bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1)
        }
    }

    private init(name text: String) {
        // A dot at the end only says that the name is whole.
        let name = text.hasSuffix(".") ? text.dropLast() : text[...]
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        if labels.contains(where: \.isEmpty) {
            self.init(obstacle: "a host name with something between its dots")
        } else if labels.contains(where: { $0.utf8.count > 63 }) || name.utf8.count > 253 {
            self.init(obstacle: "a host name of at most 253 letters, 63 between two dots")
        } else if labels.contains(where: { $0.hasPrefix("-") }) {
            self.init(obstacle: "a host name in which no part starts with a dash")
        } else {
            self.init(isLoopback: labels.last?.lowercased() == "localhost" || labels.first?.lowercased() == "localhost")
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func unspecified(_ host: String) -> String {
        "the address of this monitor as the Sense servers reach it; \(host) is where a monitor listens, not where one "
            + "can send"
    }

    private static func notOne(_ host: String) -> String {
        "the address of one host; \(host) stands for many, or for none"
    }
}
