// SPDX-License-Identifier: MIT

import LogOutput
import Monitoring
import TelemetryClient

/// What is written about an error that ended the program, as text and as JSON, both in the layout of the original.
struct CrashReport {
    var type: String
    /// Redacted.
    var message: String
    var time: String
    var configuration: [(key: String, value: Value)]

    private static let facts = HostFacts.withheld
    private static var platform: String { "\(facts.platform)/\(facts.arch)" }
    private static let exitCode = 1
    private static let source = "uncaughtException"

    indirect enum Value {
        case text(String)
        case number(Int)
        case flag(Bool)
        case object([(key: String, value: Value)])
    }

    init(_ error: any Error, _ configuration: MonitorConfiguration, redaction: Redaction, at time: String) {
        type = String(reflecting: Swift.type(of: error)).split(separator: ".").dropFirst().joined(separator: ".")
        message = redaction.redact("\(error)")
        self.time = time
        self.configuration = Self.extract(of: configuration)
    }

    /// A few settings that tell how the program was used, and nothing of whom or where.
    private static func extract(of configuration: MonitorConfiguration) -> [(key: String, value: Value)] {
        var values: [(key: String, value: Value)] = [
            ("logLevel", .text(configuration.log.level.rawValue)),
            ("fileLogging", .flag(configuration.log.isWrittenToFiles)),
            ("logDirectory", .text(configuration.log.directory)),
        ]
        if let isOn = configuration.telemetry.isConfigured { values.append(("anonTelemetry", .flag(isOn))) }
        values += [
            ("systemInfoEnable", .flag(configuration.systemInfo)),
            ("userEventsEnable", .flag(configuration.userEvents.isEnabled)),
            ("influxdbEnable", .flag(configuration.influxDBSettings.isEnabled)),
            ("influxdbVersion", .number(configuration.influxDBSettings.version)),
            ("prometheusEnable", .flag(configuration.prometheus != nil)),
            ("mqttEnable", .flag(configuration.mqtt.isEnabled)),
        ]
        return values
    }

    var json: String {
        let whole: [(key: String, value: Value)] = [
            ("version", .text("1.0")), ("timestamp", .text(time)),
            ("app", .object([("name", .text("butler-sos")), ("version", .text(ButlerSOSVersion.current))])),
            (
                "runtime",
                .object([
                    ("nodeVersion", .text(Self.facts.swiftVersion)), ("language", .text("swift")),
                    ("platform", .text(Self.platform)), ("isSea", .flag(true)),
                ])
            ), ("error", .object([("type", .text(type)), ("message", .text(message)), ("stack", .text(""))])),
            ("context", .object([("exitCode", .number(Self.exitCode)), ("source", .text(Self.source))])),
            ("config", .object(configuration)),
        ]
        return Self.spelled(.object(whole), indent: 0) + "\n"
    }

    var text: String {
        let bar = String(repeating: "=", count: 36)
        return """
            \(bar)
            BUTLER SOS CRASH REPORT
            \(bar)
            Generated: \(time)

            === APPLICATION INFO ===
            Butler SOS Version: \(ButlerSOSVersion.current)
            Swift Version: \(Self.facts.swiftVersion)
            Platform: \(Self.platform)
            Executable: native

            === CRASH INFO ===
            Error Type: \(type)
            Source: \(Self.source)
            Exit Code: \(Self.exitCode)

            === ERROR MESSAGE ===
            \(message)

            === STACK TRACE ===
            (no stack trace available)

            \(bar)
            END OF CRASH REPORT
            \(bar)

            """
    }

    private static func spelled(_ value: Value, indent: Int) -> String {
        switch value {
        case .text(let text): return quoted(text)
        case .number(let number): return "\(number)"
        case .flag(let flag): return "\(flag)"
        case .object(let members):
            let inner = String(repeating: " ", count: indent + 2)
            let lines = members.map { "\(inner)\(quoted($0.key)): \(spelled($0.value, indent: indent + 2))" }
            return "{\n\(lines.joined(separator: ",\n"))\n\(inner.dropLast(2))}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
