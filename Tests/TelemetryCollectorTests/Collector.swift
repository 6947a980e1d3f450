// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import MetricsExposition
import MonitoringTestKit
import NIOCore
import TelemetryCollector
import TelemetryStore
import TelemetryWire
import Testing

/// A collector without a network, on a store in memory.
struct Collector {
    static let today = UTCDay(number: 20_779)
    static let pepper = Pepper(bytes: [UInt8](repeating: 3, count: 32))

    let store = InMemoryStore()
    let log = LogCapture()
    let time = HandClock()
    let ingest: ReportIngest
    private let metrics = CollectorMetrics()
    private let application: Application<CollectorDoor<RouterResponder<BasicRequestContext>>>

    /// How a collector differs from one without limits that only its own machine reaches.
    struct Settings {
        var messagesPerInstallation = 0
        var requestsPerAddress = 0
        var isBehindProxy = false
        var token: String?
        var readiness: @Sendable () async throws -> Void = {}
    }

    /// - Parameter other: where reports go, and what keeps them, instead of the store in memory.
    init(_ settings: Settings = Settings(), store other: (any FleetWriter & InstallationKeeper)? = nil) {
        let (pepper, time) = (Self.pepper, time)
        let health = StoreHealth(logger: log.logger, now: { time.now })
        let rates = SenderRates(perHour: settings.messagesPerInstallation, now: { time.now })
        let ingest = ReportIngest(
            store: other ?? store, pepper: pepper, metrics: metrics, today: { Self.today }, rates: rates, health: health
        )
        let access = InstallationAccess(
            keeper: other ?? store, pepper: pepper, metrics: metrics, today: { Self.today }, rates: rates,
            health: health)
        self.ingest = ingest
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        let table = RouteTable()
        router.add(middleware: ProblemMiddleware(metrics: metrics, table: table, health: health))
        let noted = NotedRouter(router, in: table)
        CollectorRoutes(
            ingest: ingest, access: access, metrics: metrics,
            readiness: Readiness(now: { time.now }, check: settings.readiness),
            admin: AdminAccess(token: settings.token), figures: { [] }
        ).add(to: noted)
        let pages = noted.group("pages").add(
            middleware: OperatorPages(admin: AdminAccess(token: settings.token), metrics: metrics))
        pages.get("broken") { _, _ -> Response in throw FailingStore.Failure() }
        let rules = DoorRules(
            isLocalOnly: !settings.isBehindProxy, isBehindProxy: settings.isBehindProxy,
            rates: SenderRates(perHour: settings.requestsPerAddress, now: { time.now }))
        application = Application(
            responder: CollectorDoor(router.buildResponder(), rules: rules, metrics: metrics),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)), logger: log.logger)
    }

    func send(
        _ method: HTTPRequest.Method = .post, _ path: String = TelemetryHTTP.reportPath, _ body: [UInt8] = [],
        _ headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        try await application.test(.router) { client in
            try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(bytes: body))
        }
    }

    /// Talks to the collector over a real connection from this machine.
    func live<Answer: Sendable>(
        _ work: @escaping @Sendable (any TestClientProtocol) async throws -> Answer
    ) async throws -> Answer {
        try await application.test(.live) { try await work($0) }
    }

    /// Sends a signed report.
    func send(_ sender: Sender, counter: UInt64, hour: Int = 0) async throws -> TestResponse {
        let body = sender.body(hour: hour)
        return try await send(.post, TelemetryHTTP.reportPath, body, sender.headers(for: body, counter: counter))
    }

    /// Reads back (`GET`) or erases (`DELETE`) what is stored about the sender.
    func request(_ method: HTTPRequest.Method, _ sender: Sender, counter: UInt64) async throws -> TestResponse {
        let path = TelemetryHTTP.installationPath(id: sender.id)
        return try await send(method, path, [], try sender.headers(for: method, counter: counter))
    }

    /// Sends a version 1 message.
    func sendV1(_ body: [UInt8]) async throws -> TestResponse {
        try await send(.post, TelemetryHTTP.legacyReportPath, body, [.contentType: "application/json; charset=utf-8"])
    }

    /// The value of each sample that is not zero, by its labels: `reason=not-json` for example. One
    /// without labels goes by the last word of its name, `erasures` for example.
    func counts() -> [String: Int] {
        var counts: [String: Int] = [:]
        for family in metrics.families() where !family.name.contains("unknown_values") {
            for sample in family.samples where sample.value != 0 {
                let name = family.name.split(separator: "_").dropLast().last.map(String.init) ?? ""
                let label = sample.labels.first.map { "\($0.name)=\($0.value)" } ?? name
                counts[label] = Int(sample.value)
            }
        }
        return counts
    }

    /// How many reports and requests to erase were turned away, by reason.
    func rejectedReports() -> [String: Int] { metrics.counts.rejectedReports }

    /// How many reports said nothing about a field, by field.
    func unknownValues() -> [String: Int] {
        let samples = metrics.families().first { $0.name == "butler_telemetry_unknown_values_total" }?.samples ?? []
        return Dictionary(uniqueKeysWithValues: samples.map { ($0.labels[0].value, Int($0.value)) })
    }

    func installations() async -> Int { await store.overview(service: "butler-sos", asOf: Self.today).installations }

    /// The ID in the published message.
    static let publishedID = "5cde610459ef18f195b8ac6978ec93dac97e1d467a67f7bc705e4e2d4447d493"

    static func publishedMessage(id: String = publishedID) throws -> [UInt8] {
        let url = try #require(Bundle.module.resourceURL).appending(path: "Cases/published-5.6.0.json")
        return Array(try String(contentsOf: url, encoding: .utf8).replacing(publishedID, with: id).utf8)
    }
}

extension TestResponse {
    var bytes: [UInt8] { Array(body.readableBytesView) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The slug of the problem that this is.
    var problem: String? {
        guard headers[.contentType] == "application/problem+json", case .string(let type)? = member("type") else {
            return nil
        }
        return type.hasPrefix("urn:butler-telemetry:") ? String(type.dropFirst("urn:butler-telemetry:".count)) : nil
    }

    /// The fields that a problem names.
    var fields: [String] {
        guard case .array(let errors)? = member("errors") else { return [] }
        return errors.compactMap { error in
            if case .string(let field)? = error["field"] { field } else { nil }
        }
    }

    func member(_ name: String) -> JSONValue? { (try? JSONParser.parse(bytes))?[name] }
}
