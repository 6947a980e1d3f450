// SPDX-License-Identifier: MIT

package import NIOCore

/// Runs tasks on the event loop that also does their network calls, so that a call wakes one thread instead of four.
///
/// For many short tasks that mostly wait. Long computations belong elsewhere: they would hold up the loop's connections.
package final class EventLoopExecutor: TaskExecutor {
    package let eventLoop: any EventLoop

    package init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
