// SPDX-License-Identifier: MIT

package import TelemetryWire

/// Who this installation is towards the collector.
package struct TelemetryIdentity: Sendable, Equatable {
    /// 64 hexadecimal digits: a handle to quote, not a password.
    package var id: String
    package var secret: InstallSecret
    package var kind: Kind
    /// What the administrator should know about how it was found.
    package var notes: [String] = []

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

    /// What an ID is made from, beside the secret.
    package struct Ingredients: Sendable {
        package var service: TelemetryService
        package var facts: HostFacts
        /// The host that the service mainly talks to; empty if unknown.
        package var monitoredHost: String

        package init(service: TelemetryService, facts: HostFacts, monitoredHost: String) {
            self.service = service
            self.facts = facts
            self.monitoredHost = monitoredHost
        }

        package var fingerprint: Fingerprint {
            Fingerprint(
                service: service.name, hardwareAddress: facts.hardwareAddress, ipv4: facts.ipv4,
                monitoredHost: monitoredHost, systemID: facts.systemID)
        }
    }

    /// Finds the stored identity or makes one. A stored ID wins over everything, except on a copied disk.
    ///
    /// - Parameters:
    ///   - directory: where to keep it.
    ///   - provided: the secret that the administrator gave; used when none is stored.
    ///   - isOnlyLooking: write nothing; without a stored identity the result is an example.
    package static func resolve(
        in directory: TelemetryDirectory, provided: InstallSecret?, ingredients: Ingredients,
        isOnlyLooking: Bool = false
    ) -> TelemetryIdentity {
        do throws(TelemetryStateFailure) {
            return isOnlyLooking ? try stored(in: directory) : try storedOrNew(in: directory, provided, ingredients)
        } catch {
            // What cannot be read could have said no.
            if let provided, (try? directory.state()) != nil {
                return TelemetryIdentity(provided, ingredients, kind: .provided)
            }
            return TelemetryIdentity(InstallSecret(), ingredients, kind: .ephemeral(because: error.description))
        }
    }

    private init(_ secret: InstallSecret, _ ingredients: Ingredients, kind: Kind) {
        self.init(
            id: secret.id(for: ingredients.fingerprint, of: ingredients.service.name), secret: secret, kind: kind)
    }

    package init(id: String, secret: InstallSecret, kind: Kind) {
        self.id = id
        self.secret = secret
        self.kind = kind
    }

    private static func stored(in directory: TelemetryDirectory) throws(TelemetryStateFailure) -> TelemetryIdentity {
        guard let secret = try directory.secret(repairs: false)?.secret, let id = try directory.state().id else {
            throw TelemetryStateFailure(
                file: directory.path,
                problem: "holds no identity: either the program has not run with it yet, or it was erased")
        }
        return TelemetryIdentity(id: id, secret: secret, kind: .stored)
    }

    private static func storedOrNew(
        in directory: TelemetryDirectory, _ provided: InstallSecret?, _ ingredients: Ingredients
    ) throws(TelemetryStateFailure) -> TelemetryIdentity {
        let wasOpen = try directory.prepare()
        return try directory.update { state throws(TelemetryStateFailure) in
            let stored = try directory.secret(repairs: true)
            var secret = stored?.secret ?? provided ?? InstallSecret()
            var kind = Kind.stored
            let marks = DiskMarks(ingredients, secret)
            if stored != nil, marks.areOfAnotherMachine(than: state) {
                secret = InstallSecret()
                kind = .renewedAfterCopy
            }
            if stored?.secret != secret {
                // An ID whose secret is gone belongs to a key that nobody has any more. What was said about consent stays.
                state.id = nil
                state.counter = 0
                state.acceptedBody = nil
                state.noticeTime = nil
                try directory.replaceSecret(with: secret, keeping: state)
            }
            let id = state.id ?? secret.id(for: ingredients.fingerprint, of: ingredients.service.name)
            state.id = id
            DiskMarks(ingredients, secret).remember(in: &state)
            var identity = TelemetryIdentity(id: id, secret: secret, kind: kind)
            if stored?.wasOpenToOthers == true {
                identity.notes.append(
                    "other users could read the secret in \(directory.path), which is mended; if one of them may have, "
                        + "start anew with a new ID")
            }
            if wasOpen {
                identity.notes.append(
                    "other users had rights to \(directory.path), which is mended; look whether what was decided still holds"
                )
            }
            return identity
        }
    }
}

/// Keyed digests of what a machine has, by which a copied disk is recognised without storing what it is.
private struct DiskMarks {
    private let systemID: TelemetryState.IngredientDigest?
    private let hardwareAddress: TelemetryState.IngredientDigest?

    init(_ ingredients: TelemetryIdentity.Ingredients, _ secret: InstallSecret) {
        let (facts, service) = (ingredients.facts, ingredients.service.name)
        systemID = facts.systemID.flatMap { system in
            // Inside a container the installation's ID is the image's, which changes with each version of it.
            if facts.isContainer, system.kind == .installation { return nil }
            return .init(
                kind: system.kind.rawValue,
                digest: secret.digest(of: system.digits, label: "system-digest", service: service))
        }
        hardwareAddress = facts.hardwareAddress.map {
            .init(kind: "mac", digest: secret.digest(of: $0.digits, label: "mac-digest", service: service))
        }
    }

    /// True if system ID and MAC are known now and then, and both are different: another machine with the same disk.
    func areOfAnotherMachine(than state: TelemetryState) -> Bool {
        guard let oldSystem = state.systemID, let oldAddress = state.hardwareAddress, let systemID,
            let hardwareAddress, oldSystem.kind == systemID.kind
        else { return false }
        return oldSystem != systemID && oldAddress != hardwareAddress
    }

    /// What is unknown today keeps its old mark, or a copy made meanwhile would go unnoticed.
    func remember(in state: inout TelemetryState) {
        if let systemID { state.systemID = systemID }
        if let hardwareAddress { state.hardwareAddress = hardwareAddress }
    }
}
