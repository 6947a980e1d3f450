// SPDX-License-Identifier: MIT

package import Monitoring

/// A server that observations are pushed to.
///
/// A destination knows bytes and which failures are final. Buffering, batching, retry, the spool and counting belong to
/// `DestinationRunner`, the same for every destination.
package protocol Destination: Sendable {
    /// The name in log lines and metric labels, `influxdb` for example.
    var name: String { get }

    /// The name under which its failures are counted and stored, `INFLUXDB_V1_WRITE` for example.
    var errorType: String { get }

    /// The folder for records that wait on disk. Destinations whose records are encoded differently never share one.
    var spoolName: String { get }

    /// The records that `observation` becomes here; none if the destination does not store its kind. Pure and quick.
    func records(of observation: Observation) -> [Record]

    /// Whether an observation of a kind that is stored here has no record because something is missing in it.
    func isIncomplete(_ observation: Observation) -> Bool

    /// What observations must have to be complete, in a few words for the log.
    var requirement: String { get }

    /// What a record is about, for the log line of a refused one: never the values in it.
    func label(of record: Record) -> String

    /// Delivers all records or throws. May be called again with the same records after a temporary failure.
    func deliver(_ batch: [Record]) async throws(DeliveryFailure)
}

extension Destination {
    package func isIncomplete(_ observation: Observation) -> Bool { false }
    package var requirement: String { "" }
}

/// One encoded point or message, ready to be sent, kept and counted.
package struct Record: Sendable, Equatable {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }
}
