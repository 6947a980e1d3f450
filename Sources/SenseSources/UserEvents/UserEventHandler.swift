// SPDX-License-Identifier: MIT

package import Monitoring
package import MonitoringPipeline
package import NIOCore
package import SenseDatagrams

/// Makes user events of datagrams and hands them over, all of a reading at once.
package final class UserEventHandler: DatagramHandler {
    private var parser: UserEventParser
    private var batch: EventBatch

    /// - Parameter apps: `nil` if nobody asks for the names of apps.
    package init(rules: UserEventRules, apps: AppNameTable?, tally: EventTally, sink: any ObservationSink) {
        parser = UserEventParser(rules: rules)
        batch = EventBatch(apps: apps, tally: tally, sink: sink)
    }

    package func handle(
        _ datagram: UnsafeRawBufferPointer, from source: SocketAddress, at time: Timestamp
    ) -> RejectionReason? {
        let result = parser.parse(datagram, at: time, appNames: batch.namesOfApps())
        batch.count(result.countedAs)
        switch result {
        case .event(let event): batch.append(.userEvent(event))
        case .excluded: return .excludedUser
        case .rejected(let reason, _): return reason
        }
        return nil
    }

    package func endBatch() { batch.end() }
}
