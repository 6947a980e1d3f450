// SPDX-License-Identifier: MIT

package import AsyncHTTPClient
import HTTPExchange
package import Logging
package import Monitoring
package import MonitoringPipeline
import Synchronization

/// Stores observations in InfluxDB.
///
/// The database or bucket is made before the first write, if it is missing, and again if the server says that it is gone.
package final class InfluxDBDestination: Destination {
    package let name = "influxdb"
    package let errorType: String
    package let spoolName: String

    private let configuration: InfluxDBConfiguration
    private let requests: InfluxDBRequests
    private let connection: InfluxDBConnection
    private let setup: InfluxDBSetup
    private let encoder: LineProtocolEncoder
    private let events: EventLineEncoder
    private let excludedUsers: Set<UserName>
    private let localOffset: Int
    private let isPrepared = Mutex(false)

    /// - Parameters:
    ///   - localOffset: seconds east of UTC on this host, for engines that spell their start time without a zone.
    ///   - timeout: for one request; `nil` takes that of the version.
    package init(
        _ configuration: InfluxDBConfiguration, client: HTTPClient, localOffset: Int = 0,
        timeout: Duration? = nil, logger: Logger
    ) {
        self.configuration = configuration
        self.localOffset = localOffset
        excludedUsers = Set(configuration.excludedUsers)
        // As patient as the clients of the original, version by version.
        let patience: Duration
        let dialect: InfluxDBDialect
        switch configuration.endpoint {
        case .version1(let version):
            dialect = version.isFilledByVersion5 ? .version5 : .version1
            patience = .seconds(30)
        case .version2:
            dialect = .version2
            patience = .seconds(10)
        case .version3(let version):
            dialect = .version3
            patience = version.writeTimeout
        }
        encoder = LineProtocolEncoder(dialect: dialect)
        events = EventLineEncoder(
            dialect: dialect, userEventTags: configuration.userEventTags ?? [],
            logEventTags: configuration.logEventTags ?? [], tagsInRawEvent: configuration.tagsInRawEvent)
        errorType = "INFLUXDB_V\(configuration.version)_WRITE"
        spoolName = configuration.spoolName
        requests = InfluxDBRequests(configuration)
        connection = InfluxDBConnection(
            place: "\(configuration.host):\(configuration.port)", client: client,
            timeout: timeout ?? patience)
        setup = InfluxDBSetup(requests: requests, connection: connection, logger: logger)
    }

    package func records(of observation: Observation) -> [Record] {
        switch observation {
        case .userEvent(let event):
            guard configuration.userEventTags != nil, let line = events.encode(event) else { return [] }
            return [Record(line)]
        case .logEvent(let event):
            return configuration.logEventTags != nil ? [Record(events.encode(event))] : []
        default: return measurements(of: observation).compactMap { encoder.encode($0).map(Record.init) }
        }
    }

    package let requirement = "host, command, user directory, user ID and origin of a user event"

    package func isIncomplete(_ observation: Observation) -> Bool {
        if case .userEvent = observation { configuration.userEventTags != nil } else { false }
    }

    private func measurements(of observation: Observation) -> [Measurement] {
        switch observation {
        case .engineHealth(let health, let server, let apps, let time):
            health.measurements(
                of: server, apps: apps, at: time, lists: configuration.lists, localOffset: localOffset)
        case .proxySessions(let sessions): sessions.measurements(excludedUsers: excludedUsers)
        case .polled(let outcome):
            configuration.errorMeasurement.flatMap { outcome.errorMeasurement(named: $0) }.map { [$0] } ?? []
        case .eventFigures(let measurements): measurements
        case .programUsage(let usage):
            configuration.usageInstance.map { [encoder.dialect.spelling(of: usage.measurement(instance: $0))] } ?? []
        case .logDatabaseEntry(let entry): entry.measurement.map { [$0] } ?? []
        case .userEvent, .logEvent: []
        case .deliveryFailed(let failed):
            configuration.errorMeasurement.map { [failed.errorMeasurement(named: $0)] } ?? []
        }
    }

    /// The measurement's name, which is what the line starts with.
    package func label(of record: Record) -> String {
        String(decoding: record.bytes.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: " ") }, as: UTF8.self)
    }

    package func deliver(_ batch: [Record]) async throws(DeliveryFailure) {
        if !isPrepared.withLock({ $0 }) {
            try await setup.run(configuration.endpoint)
            isPrepared.withLock { $0 = true }
        }
        var lines: [UInt8] = []
        lines.reserveCapacity(batch.reduce(0) { $0 + $1.bytes.count + 1 })
        for record in batch {
            lines += record.bytes
            lines.append(UInt8(ascii: "\n"))
        }
        let answer = try await connection.send(requests.write(lines))
        guard !(200..<300).contains(answer.status) else { return }
        // The database was dropped under us: make it again with the next try.
        if answer.status == 404 { isPrepared.withLock { $0 = false } }
        throw connection.failure(answer, recordCount: batch.count)
    }
}
