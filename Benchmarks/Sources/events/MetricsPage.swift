// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

enum MetricsPage {
    /// What the metrics endpoint of this machine answers; empty if it does not.
    static func text(port: Int) -> String {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        let request = Array("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8)
        guard LoopbackAddress(port: port).isTaken({ connect(connection, $0, $1) }),
            send(connection, request, request.count, Int32(MSG_NOSIGNAL)) == request.count
        else { return "" }
        var page: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: page, as: UTF8.self) }
            page += buffer[..<count]
        }
    }
}
