// SPDX-License-Identifier: MIT

/// The file that makes one Sense service send what it logs.
///
/// Sense checks such files: an appender has filters, then parameters, then a layout; whatever can be set is a `param`.
struct LogAppenderFile: Sendable {
    let service: LoggingService
    let target: EventTarget

    /// With line ends as on Windows, where people will read it.
    var text: String { lines.map { $0 + "\r\n" }.joined() }

    private var lines: [String] {
        let appenders = LogAppender.all(of: service)
        return [
            #"<?xml version="1.0" encoding="utf-8"?>"#,
            "<!-- Makes the Sense \(service.rawValue) service send events to butler-sos.",
            "     Made by: butler-sos log-appenders",
            "     Goes to: \(LoggingService.senseFolder)\\\(service.rawValue)\\\(LoggingService.fileName)",
            "     If there is such a file already, add these appenders and loggers to it. -->",
            "<configuration>",
        ] + appenders.flatMap(lines(of:)) + loggers(appenders) + ["</configuration>"]
    }

    private func lines(of appender: LogAppender) -> [String] {
        var lines = [
            "  <!-- \(appender.purpose) -->",
            "  <appender name=\(quoted(appender.name)) type=\"log4net.Appender.UdpAppender\">",
        ]
        switch appender.selection {
        case .containing(let texts):
            for text in texts {
                lines += [
                    "    <filter type=\"log4net.Filter.StringMatchFilter\">",
                    "      " + parameter("stringToMatch", text),
                    "    </filter>",
                ]
            }
            lines.append("    <filter type=\"log4net.Filter.DenyAllFilter\" />")
        case .threshold(let level): lines.append("    " + parameter("threshold", level))
        }
        lines += [
            "    " + parameter("remoteAddress", target.host),
            "    " + parameter("remotePort", String(target.port(appender.port))),
            "    " + parameter("encoding", "utf-8"),
            "    <layout type=\"log4net.Layout.PatternLayout\">",
        ]
        for converter in appender.layout.converters {
            lines += [
                "      <converter>",
                "        " + parameter("name", converter.name),
                "        " + parameter("type", converter.type),
                "      </converter>",
            ]
        }
        return lines + [
            "      " + parameter("conversionPattern", appender.layout.pattern), "    </layout>", "  </appender>",
        ]
    }

    private func loggers(_ appenders: [LogAppender]) -> [String] {
        var names: [String] = []
        for name in appenders.flatMap(\.loggers) where !names.contains(name) { names.append(name) }
        return ["  <!-- Which parts of the log they listen to. -->"]
            + names.flatMap { name in
                ["  <logger name=\(quoted(name))>"]
                    + appenders.filter { $0.loggers.contains(name) }
                    .map { "    <appender-ref ref=\(quoted($0.name)) />" }
                    + ["  </logger>"]
            }
    }

    private func parameter(_ name: String, _ value: String) -> String {
        "<param name=\(quoted(name)) value=\(quoted(value)) />"
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
