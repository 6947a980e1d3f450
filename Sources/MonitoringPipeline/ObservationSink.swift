// SPDX-License-Identifier: MIT

package import Monitoring

/// Something that takes observations.
package protocol ObservationSink: Sendable {
    /// Takes one observation at once: never waits, never fails. What cannot be kept is counted as dropped.
    func receive(_ observation: Observation)
}
