// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

extension StoredInstallation {
    /// A store's record in the words of the wire.
    init(_ record: InstallationRecord) {
        self.init(
            counter: record.counter, lastBody: LastReport(sha256: record.bodySHA256, received: record.received),
            firstSeen: record.firstSeen, isSeenAgain: record.isConfirmed,
            periods: record.spans.map { Period(first: $0.first, last: $0.last, data: $0.state.data) })
    }
}
