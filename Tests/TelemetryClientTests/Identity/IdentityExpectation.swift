// SPDX-License-Identifier: MIT

/// What the rules say about a case. Written from the rules, as a decision table, and not from the code:
///
/// 1. No writable state: the given secret, else an ID for this process only. What is stored is not touched.
/// 2. A copied disk gets a new secret. It is one if MAC and system ID are both known then and now, and both different.
///    System IDs are compared only with their kind; in a container an installation's ID is the image's and does not count.
/// 3. A stored secret stays, and wins over a given one. So does the ID that is stored beside it.
/// 4. Else the given secret, else a new one. An ID whose secret is gone is given up.
/// 5. What was said about consent stays, whatever happens to the ID.
struct IdentityExpectation: Equatable, Sendable {
    enum Secret: Equatable, Sendable { case stored, given, random }
    enum ID: Equatable, Sendable { case stored, fromSecret }
    enum Kind: Equatable, Sendable { case stored, provided, ephemeral, renewedAfterCopy }

    var kind: Kind
    var secret: Secret
    var id: ID
    /// The counter starts anew; else it goes on.
    var resetsCounter: Bool
    /// The files of the secret are as they were.
    var leavesSecretFiles: Bool

    init(_ given: IdentityCase) {
        let hasSecret = given.stored == .both || given.stored == .secret
        guard given.isWritable else {
            kind = given.isProvided ? .provided : .ephemeral
            secret = given.isProvided ? .given : .random
            id = .fromSecret
            resetsCounter = false
            leavesSecretFiles = true
            return
        }
        if given.stored == .both, Self.isCopiedDisk(given) {
            kind = .renewedAfterCopy
            secret = .random
            id = .fromSecret
        } else {
            kind = .stored
            secret = hasSecret ? .stored : given.isProvided ? .given : .random
            id = given.stored == .both ? .stored : .fromSecret
        }
        resetsCounter = id == .fromSecret
        leavesSecretFiles = secret == .stored
    }

    private static func isCopiedDisk(_ given: IdentityCase) -> Bool {
        guard given.address == .changed else { return false }
        switch given.system {
        case .changed: return true
        case .changedInstallation: return !given.isContainer
        case .same, .unknownNow, .unknownThen, .sameInstallation, .unknownNowInstallation,
            .unknownThenInstallation, .firmwareThenInstallation, .installationThenFirmware:
            return false
        }
    }
}
