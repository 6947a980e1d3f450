// SPDX-License-Identifier: MIT

import TelemetryWire

/// The page with every setting of the collector, made from their declarations.
package enum CollectorReference {
    package static var text: String {
        let rows = CollectorSetting.allCases.map { setting in
            [
                "`\(setting.key)`", "`\(setting.variable)`", "`\(setting.option)`", kind(setting), fallback(setting),
                setting.meaning,
            ]
        }
        let table = FieldTable.table(["key", "environment", "option", "kind", "default", "meaning"], rows)
        return """
            # Settings of the collector

            <!-- Made by `butler-telemetry generate-reference`: edit the sources of the settings, not this page. -->

            Each setting comes from its option, else from the environment, else from the YAML file that `--config` names, else
            it has its default. Empty values count as missing. All mistakes are reported at once.

            \(table)
            The two secrets may also stand in the environment themselves: `\(CollectorConfiguration.pepperVariable)` and
            `\(CollectorConfiguration.adminTokenVariable)`.

            """
    }

    private static func kind(_ setting: CollectorSetting) -> String {
        switch setting.kind {
        case .text(let kind, _): kind
        case .flag: "`true` or `false`; the option takes no value"
        case .number(let range, _): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        }
    }

    private static func fallback(_ setting: CollectorSetting) -> String {
        switch setting.kind {
        case .text(_, ""): ""
        case .text(_, let fallback): "`\(fallback)`"
        case .flag: "`false`"
        case .number(_, let fallback): "`\(fallback)`"
        }
    }
}
