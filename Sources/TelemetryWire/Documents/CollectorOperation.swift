// SPDX-License-Identifier: MIT

/// One thing that the collector's HTTP interface can do, as documents describe it.
struct CollectorOperation {
    var method: String
    var path: String
    var id: String
    var summary: String
    var description = ""
    /// What the signature is over; `nil` if the request is not signed.
    var signed: String?
    var body: Content?
    var answer: Answer
    /// Everything that can go wrong here, beside what can go wrong everywhere.
    var problems: [String]
    var isForOperator = false

    struct Content {
        /// A schema's name, or a schema.
        var schema: JSONValue
        var mediaType = "application/json"
        var description = ""
        var example: JSONValue?
    }

    struct Answer {
        var status = 200
        var description: String
        var content: Content
    }

    /// What a connection can be told wherever it leads.
    static let everywhere = [
        "malformed-request", "request-too-slow", "address-too-long", "foreign-host", "headers-too-large",
    ]
    static let whereRatesCount = ["too-many-requests"]

    /// The request body as JSON, and what to do with a message that is not taken.
    private static let storing = [
        "not-json", "blocked", "identity-pinned", "erased", "body-too-large", "unsupported-media-type", "invalid",
        "too-many-messages", "unavailable", "too-many-new",
    ]
    private static let proving = ["signature-missing", "signature-invalid", "counter-used"]
    private static let opening =
        proving + ["not-found", "identity-pinned", "invalid", "too-many-messages", "unavailable"]

    /// The whole interface, in the order of importance. `HEAD` is answered wherever `GET` is.
    static let all = [
        CollectorOperation(
            method: "post", path: TelemetryHTTP.reportPath, id: "sendReport", summary: "Send a signed report.",
            description:
                "Answered after the report is stored so that a crash cannot lose it. The same message may be sent again.",
            signed: "the body, byte for byte, under the label butler-telemetry/v2/report",
            body: Content(schema: reference("Report"), example: ReportExample.message(of: .butlerSOS)),
            answer: stored, problems: storing + proving + ["unknown-schema-version"] + whereRatesCount),
        CollectorOperation(
            method: "post", path: TelemetryHTTP.legacyReportPath, id: "sendPublishedMessage",
            summary: "Send the published message of version 1, which is not signed.",
            description: "With or without its envelope, as the versions in the field send it.",
            body: Content(schema: reference("PublishedMessage"), example: ReportExample.data(of: .butlerSOS, in: 1)),
            answer: stored, problems: storing + whereRatesCount),
        CollectorOperation(
            method: "get", path: installationPath, id: "readInstallation",
            summary: "Read back everything that is stored about an installation.",
            signed: "the ID under the label butler-telemetry/v2/read",
            answer: Answer(
                description: "All there is.",
                content: Content(schema: reference("StoredInstallation"), example: json(storedInstallation.json))),
            problems: opening + ["nothing-stored"] + whereRatesCount),
        CollectorOperation(
            method: "delete", path: installationPath, id: "eraseInstallation",
            summary: "Erase everything that is stored about an installation.",
            description: "May be repeated. If anything was stored, nothing about the ID is taken any more.",
            signed: "the ID under the label butler-telemetry/v2/erase",
            answer: Answer(
                description: "Nothing is stored any more.",
                content: Content(schema: reference("ErasureReceipt"), example: json(erasureReceipt.json))),
            problems: opening + whereRatesCount),
        CollectorOperation(
            method: "get", path: TelemetryHTTP.schemaPath, id: "readSchema",
            summary: "The JSON Schema of reports: everything that one may contain.",
            answer: document("The schema.", "application/schema+json"), problems: whereRatesCount),
        CollectorOperation(
            method: "get", path: TelemetryHTTP.interfacePath, id: "readInterface", summary: "This description.",
            answer: document("The description, in OpenAPI 3.1.", "application/json"), problems: whereRatesCount),
        CollectorOperation(
            method: "get", path: TelemetryHTTP.healthPath, id: "isAlive", summary: "Whether the collector runs.",
            answer: text("It runs.", "alive\n"), problems: []),
        CollectorOperation(
            method: "get", path: TelemetryHTTP.readinessPath, id: "isReady",
            summary: "Whether reports can be stored, found out by storing something (at most once a second).",
            answer: text("They can.", "ready\n"), problems: ["unavailable"]),
        CollectorOperation(
            method: "get", path: TelemetryHTTP.metricsPath, id: "readMetrics",
            summary: "The collector's own figures, for Prometheus.",
            description: "Open where only its own machine reaches the collector, else for the operator.",
            answer: text("The figures.", nil), problems: ["credentials-missing"], isForOperator: true),
    ]

    static let installationPath = TelemetryHTTP.installationPath(id: "{id}")

    private static let stored = Answer(
        status: 202, description: "The report is stored.",
        content: Content(schema: reference("Receipt"), example: json(receipt.json)))

    private static let receipt = Receipt(
        sha256: digest, received: UTCDay(number: 20_779), schemaVersion: FieldRegistry.schemaVersion)
    private static let erasureReceipt = ErasureReceipt(installations: 1, periods: 3, date: UTCDay(number: 20_780))
    private static let storedInstallation = StoredInstallation(
        counter: 12, lastBody: .init(sha256: digest, received: UTCDay(number: 20_779)),
        firstSeen: UTCDay(number: 20_770), isSeenAgain: true,
        periods: [
            .init(
                first: UTCDay(number: 20_770), last: UTCDay(number: 20_779),
                data: ReportExample.data(of: .butlerSOS, in: FieldRegistry.schemaVersion).without(["system", "id"]))
        ])
    private static let digest = (0..<32).map { UInt8($0) }

    static func reference(_ name: String) -> JSONValue {
        .object([.init("$ref", .string("#/components/schemas/\(name)"))])
    }

    private static func document(_ description: String, _ mediaType: String) -> Answer {
        Answer(
            description: description,
            content: Content(schema: .object([.init("type", .string("object"))]), mediaType: mediaType))
    }

    private static func text(_ description: String, _ example: String?) -> Answer {
        Answer(
            description: description,
            content: Content(
                schema: .object([.init("type", .string("string"))]), mediaType: "text/plain",
                example: example.map(JSONValue.string)))
    }

    private static func json(_ bytes: [UInt8]) -> JSONValue? { try? JSONParser.parse(bytes) }
}

extension JSONValue {
    /// This object without the member at a path.
    fileprivate func without(_ path: [String]) -> JSONValue {
        guard case .object(let members) = self, let name = path.first else { return self }
        if path.count == 1 { return .object(members.filter { $0.name != name }) }
        return .object(
            members.map { $0.name == name ? .init(name, $0.value.without(Array(path.dropFirst()))) : $0 })
    }
}
