// SPDX-License-Identifier: MIT

package import Monitoring

/// Hands every observation to each of several sinks, in order.
package struct FanOut: ObservationSink {
    private let sinks: [any ObservationSink]

    package init(_ sinks: [any ObservationSink]) { self.sinks = sinks }

    package func receive(_ observation: Observation) {
        for sink in sinks { sink.receive(observation) }
    }
}
