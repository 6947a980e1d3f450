// SPDX-License-Identifier: MIT

import Crypto
import Foundation

/// What ties an installation to its host. It never leaves the host: everything that is sent is made from it with a secret.
package struct Fingerprint: Sendable, Equatable {
    package var bytes: [UInt8]

    /// - Parameters:
    ///   - service: the name of the service, so that two on one host have nothing in common.
    ///   - monitoredHost: the host that the service mainly talks to; empty if unknown.
    package init(
        service: String, hardwareAddress: HardwareAddress?, ipv4: String?, monitoredHost: String, systemID: SystemID?
    ) {
        let mac = hardwareAddress?.digits ?? ""
        var message = Array("\(service)/telemetry-fingerprint/v1".utf8) + [0]
        for ingredient in [mac, ipv4 ?? "", Self.canonicalHost(monitoredHost), systemID?.digits ?? ""] {
            // The length in front keeps two different lists from being the same bytes.
            let content = Array(ingredient.utf8)
            let length = UInt32(content.count)
            message += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + content
        }
        bytes = Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: Data(mac.utf8))))
    }

    static func canonicalHost(_ host: String) -> String {
        let lower = host.lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }
}
