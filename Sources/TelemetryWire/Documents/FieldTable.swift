// SPDX-License-Identifier: MIT

/// The table of everything that a report may contain, in Markdown, made from the registry.
package enum FieldTable {
    package static func markdown(of service: TelemetryService) -> String {
        let fields = FieldRegistry.fields(of: service).filter { $0.isAllowed(in: FieldRegistry.schemaVersion) }
        let rows = fields.map { field in
            [
                "`\(field.path.joined(separator: "."))`", limits(field), "`\(field.example)`", field.purpose,
                field.source,
                String(field.since),
            ]
        }
        return table(["field", "limits", "example", "why", "from", "since"], rows)
    }

    /// A Markdown table with a line end.
    package static func table(_ heads: [String], _ rows: [[String]]) -> String {
        let lines = [heads, heads.map { _ in "---" }] + rows
        return lines.map { "| " + $0.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n" }.joined()
    }

    private static func limits(_ field: Field) -> String {
        switch field.kind {
        case .service: "a known program"
        case .boolean: "`true` or `false`"
        case .text(let pattern): "`\(pattern.regularExpression)`"
        }
    }
}
