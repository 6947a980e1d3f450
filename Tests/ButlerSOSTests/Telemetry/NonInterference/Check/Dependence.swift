// SPDX-License-Identifier: MIT

import TelemetryWire

/// What the parts of a request that may differ have to depend on, so that nothing hides in them.
enum Dependence: String, CaseIterable, Sendable {
    /// With one install secret and one fingerprint, whatever else is different, every byte is the same.
    case onNothingElse
    /// With another install secret ID and key are others, though all that an inventory knows is the same.
    case onSecret
    /// The key is that of the secret, also on another host; the ID is not.
    case keyOnSecretAlone

    /// The four ingredients of the fingerprint, and what decides which of them there are.
    static let ingredients: Set = [
        "host: MAC", "host: IPv4", "Butler-SOS.appNames.hostIP", "host: product_uuid", "host: machine-id",
        "host: firmware is readable",
    ]

    /// What both halves of a pair are given, so that the secret is one of the test's choice.
    private var given: [String: String] {
        let source = ["configuration: a secret from the environment": "true", "time": "1800000000"]
        guard self != .onSecret else { return source }
        return source.merging(["configuration: secret": String(repeating: "5a", count: 32)]) { $1 }
    }

    private var kept: Set<String> { self == .keyOnSecretAlone ? [] : Self.ingredients }

    func configured(seed: UInt64) throws -> ConfiguredPair {
        try ConfiguredPair(seed: seed, given: given, kept: kept)
    }

    /// New installations, of which each next request is the first.
    func installations(_ configured: ConfiguredPair, seed: UInt64) throws -> InstallationPair {
        try configured.installations(seed: seed, given: given, kept: kept)
    }

    /// How the next requests of a pair contradict it; empty if they do not.
    func contradictions(_ pair: InstallationPair, _ reporter: Reporter) async throws -> [String] {
        let (first, second) = (try await reporter.next(of: pair.first), try await reporter.next(of: pair.second))
        let isIDSame = first.id == second.id
        let isKeySame = first.value(of: TelemetryHTTP.keyHeader) == second.value(of: TelemetryHTTP.keyHeader)
        var contradictions: [String] = []
        switch self {
        case .onNothingElse:
            if !isIDSame { contradictions.append("another ID") }
            if !isKeySame { contradictions.append("another key") }
            if first.withoutRandomSignature != second.withoutRandomSignature { contradictions.append("other bytes") }
        case .onSecret:
            if isIDSame { contradictions.append("the same ID") }
            if isKeySame { contradictions.append("the same key") }
        case .keyOnSecretAlone:
            if isIDSame { contradictions.append("the same ID") }
            if !isKeySame { contradictions.append("another key") }
        }
        return contradictions
    }
}

extension WholeRequest {
    fileprivate var id: JSONValue? { message?["data"]?["system"]?["id"] }

    /// Apple's signatures of the same bytes are never the same; elsewhere they are.
    fileprivate var withoutRandomSignature: WholeRequest {
        #if canImport(Darwin)
        var request = self
        request.headers.removeAll { $0.name == TelemetryHTTP.signatureHeader }
        return request
        #else
        self
        #endif
    }
}
