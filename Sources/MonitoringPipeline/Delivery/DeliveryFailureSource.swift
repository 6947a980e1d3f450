// SPDX-License-Identifier: MIT

import Monitoring
import ServiceLifecycle

/// Makes observations of what destinations fail at.
package struct DeliveryFailureSource: Service, CustomStringConvertible {
    private let runners: [DestinationRunner]
    private let sink: any ObservationSink

    /// - Parameter sink: one that never hands a destination its own failures back.
    package init(_ runners: [DestinationRunner], sink: FanOut) {
        self.runners = runners
        self.sink = sink
    }

    /// Service groups log their services; nothing of the configuration must show there.
    package var description: String { "DeliveryFailureSource" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for runner in runners {
                    group.addTask {
                        for await failed in runner.failures { sink.receive(.deliveryFailed(failed)) }
                    }
                }
                // Without destinations the service still lives as long as its group.
                group.addTask { try? await gracefulShutdown() }
            }
        }
    }
}
