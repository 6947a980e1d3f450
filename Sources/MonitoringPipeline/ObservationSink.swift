// SPDX-License-Identifier: MIT

package import Monitoring

/// Something that takes observations.
package protocol ObservationSink: Sendable {
    /// Takes observations at once: never waits, never fails. What cannot be kept is counted as dropped.
    func receive(_ observations: [Observation])
}

extension ObservationSink {
    package func receive(_ observation: Observation) { receive([observation]) }
}
