// SPDX-License-Identifier: MIT

/// Something that a source learned, with the time at which it learned it.
package enum Observation: Sendable, Equatable {
    case engineHealth(EngineHealth, server: MonitoredServer, at: Timestamp)
    case pollFailed(PollFailure, server: MonitoredServer, at: Timestamp)
}
