// SPDX-License-Identifier: MIT

import TelemetryWire

extension Telemetry {
    /// The exact bytes that would be sent now; with `explain` also what each field is for, and what the ID is made from.
    ///
    /// - Parameter time: seconds since 1970.
    public func preview(at time: Int, explain: Bool) -> CommandAnswer {
        let body = preview(at: time)
        var members: [JSONValue.Member] = [
            .init("body", .string(body)), .init("notes", .array(notes.map { .string($0) })),
        ]
        guard explain else { return CommandAnswer([body], members) }
        let report = report(id: identity.id)
        var lines = [body, "", "Field by field:"]
        var fields: [JSONValue] = []
        for field in FieldRegistry.fields(of: options.service) where field.isAllowed(in: FieldRegistry.schemaVersion) {
            let value = report.value(of: field).map { String(decoding: JSONWriter.encode($0), as: UTF8.self) } ?? "-"
            lines += ["", "\(field.pointer) = \(value)", "  \(field.purpose)", "  From: \(field.source)."]
            fields.append(
                .object([
                    .init("field", .string(field.pointer)), .init("value", .string(value)),
                    .init("purpose", .string(field.purpose)), .init("source", .string(field.source)),
                    .init("since", .number(String(field.since))),
                ]))
        }
        lines += ["", "The ID is made from a random secret that never leaves this host, and a fingerprint of:"]
        lines += ingredients.map { "  \($0.name): \($0.isKnown ? "known, and not shown" : "unknown")" }
        lines += [
            "",
            "Beside the body a message carries a public key, a counter and a signature, made for this purpose only.",
        ]
        members += [
            .init("fields", .array(fields)),
            .init(
                "ingredients",
                .array(
                    ingredients.map {
                        .object([.init("name", .string($0.name)), .init("isKnown", .boolean($0.isKnown))])
                    })),
        ]
        return CommandAnswer(lines, members)
    }

    /// What the fingerprint is made from, by kind and never by value.
    private var ingredients: [(name: String, isKnown: Bool)] {
        [
            ("the MAC address of the interface with the default route", facts.hardwareAddress != nil),
            ("its IPv4 address", facts.ipv4 != nil),
            (options.guidance.monitoredHost, !options.monitoredHost.isEmpty),
            ("the system's own unique ID", facts.systemID != nil),
        ]
    }
}
