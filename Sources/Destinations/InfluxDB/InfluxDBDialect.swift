// SPDX-License-Identifier: MIT

/// How a major version of InfluxDB expects values, to the letter: a field whose type changes is rejected by the server.
enum InfluxDBDialect: Sendable {
    case version1

    enum NumberType: Sendable {
        case integer, float
    }

    var trueText: String { "true" }
    var falseText: String { "false" }

    /// The type that the field has in existing databases. All health figures of version 1 are integers.
    func numberType(of field: String, in measurement: String) -> NumberType { .integer }
}
