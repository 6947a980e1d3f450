// SPDX-License-Identifier: MIT

/// Who this installation is towards the collector.
package struct TelemetryIdentity: Sendable {
    /// 64 hexadecimal digits: a handle to quote, not a password.
    package var id: String
    package var secret: InstallSecret
    package var kind: Kind

    package enum Kind: Sendable, Equatable {
        /// Kept in the state directory, the same after every restart.
        case stored
        /// Made from a secret that the administrator provides; nothing is stored.
        case provided
        /// For this process only, because nothing can be stored. Reports with it would count nobody, so none are sent.
        case ephemeral(because: String)
        /// The disk was copied from another machine, so this one got an ID of its own.
        case renewedAfterCopy
    }

    package var maySend: Bool {
        if case .ephemeral = kind { false } else { true }
    }

    /// Finds the stored identity or makes one. A stored ID wins over everything, except on a copied disk.
    ///
    /// - Parameters:
    ///   - directory: where to keep it.
    ///   - provided: the secret that the administrator gave; used when none is stored.
    ///   - repositoryHost: the host of the Sense repository service, as an ingredient; empty if unknown.
    ///   - isOnlyLooking: write nothing; without a stored identity the result is an example.
    package static func resolve(
        in directory: TelemetryDirectory, provided: InstallSecret?, facts: HostFacts, repositoryHost: String,
        isOnlyLooking: Bool = false
    ) -> TelemetryIdentity {
        let fingerprint = Fingerprint(
            hardwareAddress: facts.hardwareAddress, ipv4: facts.ipv4, repositoryHost: repositoryHost,
            systemID: facts.systemID)
        do throws(TelemetryStateFailure) {
            if isOnlyLooking {
                guard let secret = try directory.secret(repairs: false), let id = try directory.state().id else {
                    throw TelemetryStateFailure(
                        file: directory.path, problem: "holds no identity: the monitor has not run with it yet")
                }
                return TelemetryIdentity(id: id, secret: secret, kind: .stored)
            }
            try directory.prepare()
            let stored = try directory.secret()
            var state = try directory.state()
            var secret = stored ?? provided ?? InstallSecret()
            var kind = Kind.stored
            if stored != nil, isCopy(state, secret, facts) {
                secret = InstallSecret()
                state.id = nil
                state.counter = 0
                state.acceptedBody = nil
                kind = .renewedAfterCopy
            }
            if stored == nil {
                // An ID whose secret is gone belongs to a key that nobody has any more.
                state.id = nil
                state.counter = 0
                state.acceptedBody = nil
            }
            let id = state.id ?? secret.id(for: fingerprint)
            state.id = id
            remember(facts, with: secret, in: &state)
            if stored != secret { try directory.store(secret) }
            try directory.store(state)
            return TelemetryIdentity(id: id, secret: secret, kind: kind)
        } catch {
            if let provided {
                return TelemetryIdentity(id: provided.id(for: fingerprint), secret: provided, kind: .provided)
            }
            let secret = InstallSecret()
            return TelemetryIdentity(
                id: secret.id(for: fingerprint), secret: secret, kind: .ephemeral(because: error.description))
        }
    }

    /// True if system ID and MAC are known now and then, and both are different: another machine with the same disk.
    private static func isCopy(_ state: TelemetryState, _ secret: InstallSecret, _ facts: HostFacts) -> Bool {
        guard let oldSystem = state.systemID, let oldAddress = state.hardwareAddress,
            let system = systemDigest(facts, secret), let address = addressDigest(facts, secret),
            oldSystem.kind == system.kind
        else { return false }
        return oldSystem != system && oldAddress != address
    }

    private static func remember(_ facts: HostFacts, with secret: InstallSecret, in state: inout TelemetryState) {
        // What is unknown today keeps its old digest, or a copy made meanwhile would go unnoticed.
        if let system = systemDigest(facts, secret) { state.systemID = system }
        if let address = addressDigest(facts, secret) { state.hardwareAddress = address }
    }

    private static func systemDigest(_ facts: HostFacts, _ secret: InstallSecret) -> TelemetryState.IngredientDigest? {
        facts.systemID.map {
            .init(kind: $0.kind.rawValue, digest: secret.digest(of: $0.digits, label: "system-digest"))
        }
    }

    private static func addressDigest(_ facts: HostFacts, _ secret: InstallSecret) -> TelemetryState.IngredientDigest? {
        facts.hardwareAddress.map { .init(kind: "mac", digest: secret.digest(of: $0.digits, label: "mac-digest")) }
    }
}
