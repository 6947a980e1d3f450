// SPDX-License-Identifier: MIT

import TelemetryWire

/// The parts of the telemetry documents that are written from the code.
package enum TelemetryPages {
    /// `docs/reference/telemetry-report.schema.json`
    package static var schema: String { ReportSchema.text(of: .butlerSOS) }

    /// `docs/telemetry.md` with its tables as they are now; what people wrote around them stays.
    ///
    /// - Throws: `MissingPlace` if the page has no place for one of them.
    package static func page(from old: String) throws(MissingPlace) -> String {
        var text = old
        for (name, table) in [
            ("fields", FieldTable.markdown(of: .butlerSOS)), ("flags", flags),
            ("switches that are not reported", notReported),
        ] {
            let (start, end) = ("<!-- \(name): made by `make reference` -->\n", "<!-- end of \(name) -->")
            guard let first = text.firstRange(of: start),
                let last = text[first.upperBound...].firstRange(of: end)
            else { throw MissingPlace(name: name) }
            text.replaceSubrange(first.upperBound..<last.lowerBound, with: "\n" + table + "\n")
        }
        return text
    }

    package struct MissingPlace: Error, CustomStringConvertible {
        var name: String
        package var description: String { "the page has no place for the table of \(name)" }
    }

    private static var flags: String {
        FieldTable.table(
            ["flag", "is true if one of these is"],
            FeatureSwitches.keys.map { feature, keys in
                ["`\(feature)`", keys.map { "`\($0)`" }.joined(separator: ", ")]
            })
    }

    private static var notReported: String {
        FieldTable.table(
            ["reason", "switches"],
            FeatureSwitches.notReported.map { reason, keys in
                [reason, keys.map { "`\($0.hasSuffix(".") ? $0 + "*" : $0)`" }.joined(separator: ", ")]
            })
    }
}
