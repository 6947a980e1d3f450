// SPDX-License-Identifier: MIT

package import Monitoring

/// Hands observations to each of several sinks, in order; what a destination failed at, to all but itself.
package struct FanOut: ObservationSink {
    private let sinks: [(name: String?, sink: any ObservationSink)]

    /// - Parameter destinations: the sinks that can fail, whose names are their destinations'.
    package init(_ sinks: [any ObservationSink], destinations: [DestinationRunner] = []) {
        self.sinks = sinks.map { (nil, $0) } + destinations.map { ($0.name, $0) }
    }

    package func receive(_ observations: [Observation]) {
        for (name, sink) in sinks {
            let own = observations.contains { Self.isFailure($0, of: name) }
            sink.receive(own ? observations.filter { !Self.isFailure($0, of: name) } : observations)
        }
    }

    private static func isFailure(_ observation: Observation, of name: String?) -> Bool {
        if case .deliveryFailed(let failed) = observation { failed.destination == name } else { false }
    }
}
