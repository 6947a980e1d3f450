// SPDX-License-Identifier: MIT

import HTTPListener
import HTTPTypes
import NIOCore
import TelemetryWire

/// Who is turned away before anything of the request is looked at.
package struct DoorRules: Sendable {
    /// Monitors ask often, and learn nothing that costs anything.
    private static let unlimitedPaths = [
        TelemetryHTTP.healthPath, TelemetryHTTP.readinessPath, TelemetryHTTP.metricsPath,
    ]

    private static let traces = ["X-Forwarded-For", "Forwarded", "Via"].compactMap { HTTPField.Name($0) }

    private let isLocalOnly: Bool
    private let isBehindProxy: Bool
    private let rates: SenderRates

    /// - Parameters:
    ///   - isLocalOnly: only this machine reaches the collector, and everything is open to it. A web page in a browser here
    ///     could let its own name point to this machine; so other names are refused.
    ///   - isBehindProxy: a proxy tells the sender's address.
    package init(isLocalOnly: Bool, isBehindProxy: Bool, rates: SenderRates) {
        self.isLocalOnly = isLocalOnly
        self.isBehindProxy = isBehindProxy
        self.rates = rates
    }

    func problem(with head: HTTPRequest, from peer: SocketAddress?) -> Problem? {
        let path = head.path ?? ""
        if path.utf8.count > TelemetryHTTP.maximumAddressSize { return .addressTooLong }
        if isLocalOnly {
            if let authority = head.authority, !Self.isLocal(authority) { return .foreignHost }
            // Somebody put a proxy in front and did not say so: then everything here would be open to everybody.
            if Self.traces.contains(where: { head.headerFields[$0] != nil }) { return .foreignHost }
        }
        let bare = path.utf8.prefix { $0 != UInt8(ascii: "?") }
        if Self.unlimitedPaths.contains(where: { bare.elementsEqual($0.utf8) }) { return nil }
        let forwarded = isBehindProxy ? PeerAddress(forwarded: head.headerFields) : nil
        guard let address = forwarded ?? PeerAddress(peer) else { return nil }
        return rates.admit(address.bytes).map { .tooManyRequests(retryAfter: $0) }
    }

    private static func isLocal(_ authority: String) -> Bool {
        // The usual name, at the cost of a few bytes.
        if authority.utf8.starts(with: "127.0.0.1:".utf8) { return true }
        let isBracketed = authority.hasPrefix("[")
        let host = isBracketed ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        let name = host.lowercased()
        return ListenAddress(host: name, port: 0, setting: "").isLoopback || name.hasSuffix(".localhost")
    }
}
