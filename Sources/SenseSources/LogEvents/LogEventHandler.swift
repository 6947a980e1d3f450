// SPDX-License-Identifier: MIT

package import Monitoring
package import MonitoringPipeline
package import NIOCore
package import SenseDatagrams

/// Makes log events of datagrams and hands them over, all of a reading at once.
package final class LogEventHandler: DatagramHandler {
    private let parser: LogEventParser
    private var batch: EventBatch

    /// - Parameter apps: `nil` if nobody asks for the names of apps.
    package init(rules: LogEventRules, apps: AppNameTable?, tally: EventTally, sink: any ObservationSink) {
        parser = LogEventParser(rules: rules)
        batch = EventBatch(apps: apps, tally: tally, sink: sink)
    }

    package func handle(
        _ datagram: UnsafeRawBufferPointer, from source: SocketAddress, at time: Timestamp
    ) -> RejectionReason? {
        let result = parser.parse(datagram, at: time, appNames: batch.namesOfApps())
        if let event = result.countedAs { batch.count(event) }
        switch result {
        case .event(let event): batch.append(.logEvent(event))
        case .filtered(let key, let processTime):
            batch.reject(key, processTime: processTime)
            return .filtered
        case .unmonitored: return .notMonitored
        case .rejected(let reason, _): return reason
        }
        return nil
    }

    package func endBatch() { batch.end() }
}
