// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

extension TelemetryReport {
    /// The report of an installation that is in a state: what `FleetState(report)` undoes.
    init(_ state: FleetState, id: String) {
        let isSwift = state.runtime == "swift"
        let names = (FieldRegistry.service(named: state.service)?.features ?? []).map(\.name)
        let flags = zip(names, state.flags).filter { $0.1 != "-" }.map { ($0.0, $0.1 == "1") }
        self.init(
            service: state.service, serviceVersion: state.serviceVersion,
            system: System(
                id: id, arch: state.arch, platform: state.platform, release: state.release, distro: state.distro,
                codename: state.codename, virtual: state.virtual, nodeVersion: isSwift ? nil : state.runtimeVersion,
                swiftVersion: isSwift ? state.runtimeVersion : nil),
            features: Dictionary(flags) { $1 })
    }
}
