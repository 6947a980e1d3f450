// SPDX-License-Identifier: MIT

/// Writes metric families as Prometheus text, format 0.0.4: `# HELP`, `# TYPE`, the samples, a blank line between families.
package enum ExpositionEncoder {
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    package static func encode(_ families: [MetricFamily]) -> [UInt8] {
        var bytes: [UInt8] = []
        for family in families {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
            append("# HELP \(family.name) ", to: &bytes)
            appendEscaped(family.help, escapesQuotes: false, to: &bytes)
            append("\n# TYPE \(family.name) \(family.kind.rawValue)\n", to: &bytes)
            for sample in family.samples { append(sample, of: family, to: &bytes) }
        }
        return bytes
    }

    private static func append(_ sample: MetricFamily.Sample, of family: MetricFamily, to bytes: inout [UInt8]) {
        append(family.name, to: &bytes)
        append(sample.suffix, to: &bytes)
        if !sample.labels.isEmpty {
            var separator = UInt8(ascii: "{")
            for label in sample.labels {
                bytes.append(separator)
                separator = UInt8(ascii: ",")
                append(label.name, to: &bytes)
                append("=\"", to: &bytes)
                appendEscaped(label.value, escapesQuotes: true, to: &bytes)
                bytes.append(UInt8(ascii: "\""))
            }
            bytes.append(UInt8(ascii: "}"))
        }
        append(" \(text(of: sample.value))\n", to: &bytes)
    }

    /// Whole numbers without a fraction or an exponent, others in the shortest form that reads back the same.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value), abs(value) <= 9_007_199_254_740_992 { return String(whole) }
        return value.description
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) { bytes.append(contentsOf: text.utf8) }

    private static func appendEscaped(_ text: String, escapesQuotes: Bool, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): append("\\\\", to: &bytes)
            case UInt8(ascii: "\n"): append("\\n", to: &bytes)
            case UInt8(ascii: "\"") where escapesQuotes: append("\\\"", to: &bytes)
            default: bytes.append(byte)
            }
        }
    }
}
