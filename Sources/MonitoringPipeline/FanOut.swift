// SPDX-License-Identifier: MIT

package import Monitoring

/// Hands every observation to each of several sinks, in order; what a destination failed at, to all but itself.
package struct FanOut: ObservationSink {
    private let sinks: [(name: String?, sink: any ObservationSink)]

    /// - Parameter destinations: the sinks that can fail, whose names are their destinations'.
    package init(_ sinks: [any ObservationSink], destinations: [DestinationRunner] = []) {
        self.sinks = sinks.map { (nil, $0) } + destinations.map { ($0.name, $0) }
    }

    package func receive(_ observation: Observation) {
        for (name, sink) in sinks {
            if case .deliveryFailed(let failed) = observation, failed.destination == name { continue }
            sink.receive(observation)
        }
    }
}
