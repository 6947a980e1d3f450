// SPDX-License-Identifier: MIT

/// What every store promises, one by one.
package enum StorePromise: String, Sendable, CaseIterable, CustomStringConvertible {
    case counting = "counts installations by what they run and run on"
    case unknownFlags = "counts a flag only where it is known"
    case activity = "forgets who was silent for thirty days"
    case newestReport = "counts an installation once, with its newest report"
    case replayProtection = "takes a message once and a counter only upwards"
    case pinning = "keeps an ID with the key that came first"
    case unsigned = "gives nobody a key to an ID that reports unsigned"
    case manyAtOnce = "takes many submissions at once"
    case admission = "asks before it lets a new installation in, and only then"
    case reading = "shows an installation its own record, once per counter"
    case readingRefused = "shows nobody else's record, and changes nothing when it refuses"
    case erasure = "erases one installation and nothing else, for good"
    case signedErasure = "erases an installation that proves who it is"
    case blocking = "keeps out who is blocked, until let in again"
    case lateReports = "puts a late report in its place"
    case lateNewestState = "lets a late report join the newest span"
    case anyOrder = "keeps the history that the rules say, whatever the order"
    case holding = "knows what its history says"
    case fluttering = "keeps a bounded history of an installation that never rests"
    case quarantine = "leaves out of figures and exports who was seen on one day only"
    case rollups = "counts closed weeks by every dimension"
    case counts = "answers what a query asks of the rollups, and no more"
    case recount = "has rollups that equal a recount, whatever happened"
    case pruning = "forgets histories after thirteen months, and folds what is left of them"
    case bulk = "takes whole histories at once"
    case keeping = "tells how much it holds, and proves that it can write"

    package var description: String { rawValue }
}

extension StoreContract {
    package func verify(_ promise: StorePromise) async throws {
        switch promise {
        case .counting: try await verifyCounting()
        case .unknownFlags: try await verifyUnknownFlags()
        case .activity: try await verifyActivity()
        case .newestReport: try await verifyNewestReportCounts()
        case .replayProtection: try await verifyReplayProtection()
        case .pinning: try await verifyPinning()
        case .unsigned: try await verifyUnsignedStaysUnsigned()
        case .manyAtOnce: try await verifyManyAtOnce()
        case .admission: try await verifyAdmission()
        case .reading: try await verifyReadingBack()
        case .readingRefused: try await verifyReadingBackIsRefused()
        case .erasure: try await verifyErasure()
        case .signedErasure: try await verifySignedErasure()
        case .blocking: try await verifyBlocking()
        case .lateReports: try await verifyLateReports()
        case .lateNewestState: try await verifyLateReportOfTheNewestState()
        case .anyOrder: try await verifyAnyOrder()
        case .holding: try await verifyHolding()
        case .fluttering: try await verifyFluttering()
        case .quarantine: try await verifyQuarantine()
        case .rollups: try await verifyRollups()
        case .counts: try await verifyCounts()
        case .recount: try await verifyRollupsEqualARecount()
        case .pruning: try await verifyPruning()
        case .bulk: try await verifyBulkLoading()
        case .keeping: try await verifyKeeping()
        }
    }
}
