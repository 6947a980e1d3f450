// SPDX-License-Identifier: MIT

/// What a frame is, in a few words: `udp 192.0.2.2:40000 > 192.0.2.1:53 asks A telemetry.example.test`.
enum FrameDescription {
    static func text(of frame: [UInt8]) -> String {
        switch frame.number(at: 12) {
        case 0x0800: packet(Array(frame.dropFirst(14)))
        case 0x0806: arp(Array(frame.dropFirst(14)))
        case 0x86DD: "ipv6 of \(frame.count) bytes"
        case let type?: "type 0x\(String(type, radix: 16)) of \(frame.count) bytes"
        case nil: "stub of \(frame.count) bytes"
        }
    }

    private static func arp(_ message: [UInt8]) -> String {
        guard let sender = message.address(at: 14), let target = message.address(at: 24) else { return "arp" }
        return message.number(at: 6) == 1 ? "arp who-has \(target) tell \(sender)" : "arp \(sender) is-at"
    }

    private static func packet(_ packet: [UInt8]) -> String {
        guard let source = packet.address(at: 12), let target = packet.address(at: 16) else { return "ip" }
        let content = Array(packet.dropFirst(Int(packet[0] & 15) * 4))
        let ports = (from: content.number(at: 0), to: content.number(at: 2))
        guard let from = ports.from, let to = ports.to, packet[9] == 6 || packet[9] == 17 else {
            return "ip protocol \(packet[9]) \(source) > \(target)"
        }
        let way = "\(source):\(from) > \(target):\(to)"
        if packet[9] == 6 { return "tcp \(way) \(tcp(content))" }
        guard to == NameServer.port, let query = NameQuery(Array(content.dropFirst(8))) else { return "udp \(way)" }
        return "udp \(way) asks \(query.typeName) \(query.name)"
    }

    private static func tcp(_ segment: [UInt8]) -> String {
        guard segment.count >= 20 else { return "stub" }
        let flags = segment[13]
        let content = segment.dropFirst(Int(segment[12] >> 4) * 4)
        if flags & 2 != 0 { return "syn" }
        if flags & 4 != 0 { return "reset" }
        if flags & 1 != 0 { return "end" }
        guard let first = content.first else { return "acknowledgement" }
        return first == 0x16 ? "tls handshake" : "\(content.count) bytes"
    }
}

extension [UInt8] {
    /// Two bytes in network order; `nil` past the end.
    func number(at offset: Int) -> Int? {
        offset + 2 <= count ? Int(self[offset]) << 8 | Int(self[offset + 1]) : nil
    }

    /// An IPv4 address; `nil` past the end.
    func address(at offset: Int) -> String? {
        offset + 4 <= count ? self[offset..<offset + 4].map(String.init).joined(separator: ".") : nil
    }
}
