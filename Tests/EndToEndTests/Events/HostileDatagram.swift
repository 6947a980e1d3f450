// SPDX-License-Identifier: MIT

/// A datagram that becomes no event, and why.
struct HostileDatagram {
    enum Port: String { case user = "user_events", log = "log_events" }

    var port: Port
    var reason: String
    var bytes: [UInt8]

    init(_ port: Port, _ reason: String, _ bytes: [UInt8]) {
        (self.port, self.reason, self.bytes) = (port, reason, bytes)
    }

    init(_ port: Port, _ reason: String, _ text: String) { self.init(port, reason, Array(text.utf8)) }

    /// The most that IPv4 carries.
    static let largestSize = 65_507

    /// For a site whose scheduler events are off, whose port for log events takes 8 KiB, and that drops heartbeats.
    static let all: [HostileDatagram] =
        [Port.user, .log].flatMap { port in
            [
                HostileDatagram(port, "empty", ""),
                HostileDatagram(port, "empty", "\r\n"),
                HostileDatagram(port, "empty", "\u{0}\u{1}\u{1B}\u{7F}"),
                HostileDatagram(port, "unknown-type", "hello"),
                HostileDatagram(port, "unknown-type", ";;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;"),
                HostileDatagram(port, "unknown-type", Array(0...255)),
                HostileDatagram(port, "unknown-type", (0..<1500).map { UInt8(truncatingIfNeeded: $0 &* 167 | 0x80) }),
                HostileDatagram(port, "unknown-type", "\u{FEFF}/qseow-proxy-session/;a;b;c;d;e;f;g"),
                HostileDatagram(port, "unknown-type", "/qseow-proxy\u{1B}[31m/\n2026 error: forged line"),
            ]
        } + [
            HostileDatagram(.user, "unknown-type", "/qseow-engine/;1;;;WARN;QS;Sub;svc;of the other port;;;;;;;;;;"),
            HostileDatagram(.user, "unknown-type", [UInt8](repeating: UInt8(ascii: ";"), count: largestSize)),
            HostileDatagram(.user, "unknown-type", [UInt8](repeating: 0xFF, count: largestSize)),
            HostileDatagram(.user, "too-few-fields", "/qseow-proxy-session/"),
            HostileDatagram(.user, "too-few-fields", "/qseow-proxy-session/;QS-PROXY;Start session;ACME;ali"),
            HostileDatagram(.log, "unknown-type", "/qseow-proxy-session/;QS;Start session;ACME;alice;AppAccess;;x"),
            HostileDatagram(.log, "too-few-fields", "/qseow-proxy/;x;y"),
            HostileDatagram(.log, "too-few-fields", "/qseow-engine/;14;20260310T101500.123+0100;2026-03-10 10:15:00,1"),
            HostileDatagram(.log, "too-few-fields", "/qseow-qix-perf/;1;;;INFO;QS;Sub;svc;0;;;;;;;;;;;;;;;;"),
            HostileDatagram(.log, "disabled-type", "/qseow-scheduler/;1;;;WARN;QS;Sub;svc;off;;;;;;;;;"),
            HostileDatagram(.log, "dropped-by-rule", "/qseow-proxy/;1;;;WARN;QS;Sub;svc;Missed heartbeat;;;;;;;"),
            HostileDatagram(.log, "size", [UInt8](repeating: UInt8(ascii: "A"), count: largestSize)),
            HostileDatagram(.log, "size", [UInt8](repeating: 0, count: 8193)),
        ]
}
