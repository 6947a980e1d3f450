// SPDX-License-Identifier: MIT

package import Monitoring
package import MonitoringPipeline

/// Stands before a sink and tells that polls come to an end, however they do.
package struct ProgressSink: ObservationSink {
    private let sink: any ObservationSink
    private let part: ProgressWatch.Part

    package init(_ sink: any ObservationSink, part: ProgressWatch.Part) {
        self.sink = sink
        self.part = part
    }

    package func receive(_ observations: [Observation]) {
        part.moved()
        sink.receive(observations)
    }
}
