// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// Knows one service, whose overview is the same on every day.
struct SampleReader: FleetReader {
    struct UnknownService: Error {}

    var service = "butler-sos"
    var isEmpty = false

    func overview(service: String, asOf day: UTCDay) async throws -> FleetOverview {
        guard service == self.service else { throw UnknownService() }
        return isEmpty ? .empty(day: day) : .sample(day: day)
    }
}
