// SPDX-License-Identifier: MIT

package import TelemetryStore
package import TelemetryWire

/// The histories of installations, one line for each period, under a number that is good for one export only.
package struct StateExport: Sendable {
    private let service: TelemetryService

    package init(service: TelemetryService) { self.service = service }

    package var columns: [String] {
        [
            "installation", "first_day", "last_day", "service", "service_version", "platform", "distro", "release",
            "codename",
            "arch", "virtual", "runtime", "runtime_version",
        ] + service.features.map(\.name)
    }

    package func lines(_ history: ExportedHistory) -> [[ExportValue]] {
        history.spans.map { span in
            let state = span.state
            let flags = Array(state.flags)
            return [
                .number(history.number), .text(span.first.description), .text(span.last.description),
                .text(state.service), .text(state.serviceVersion), .text(state.platform), .text(state.distro),
                .text(state.release), .text(state.codename), .text(state.arch), .flag(state.virtual),
                .text(state.runtime), .text(state.runtimeVersion),
            ]
                // A flag that came with a later version is unknown in older states.
                + service.features.indices.map { .flag($0 < flags.count ? Self.flag(flags[$0]) : nil) }
        }
    }

    private static func flag(_ character: Character) -> Bool? {
        switch character {
        case "1": true
        case "0": false
        default: nil
        }
    }
}
