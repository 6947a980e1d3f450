// SPDX-License-Identifier: MIT

package import TelemetryWire

extension FleetState {
    /// The `data` object of the reports that were in this state, without the ID: what was kept of them, name by name.
    package var data: JSONValue {
        let system: [JSONValue.Member] = [
            .init("arch", .string(arch)), .init("platform", .string(platform)), .init("release", .string(release)),
            .init("distro", .string(distro)), .init("codename", .string(codename)), .init("virtual", .boolean(virtual)),
            .init(runtime == "swift" ? "swiftVersion" : "nodeVersion", .string(runtimeVersion)),
        ]
        let features = zip(FieldRegistry.service(named: service)?.features ?? [], flags)
            .filter { $0.1 != "-" }
            .map { JSONValue.Member($0.0.name, .boolean($0.1 == "1")) }
        return .object([
            .init("service", .string(service)), .init("serviceVersion", .string(serviceVersion)),
            .init("system", .object(system)), .init("enabledFeatures", .object([.init("feature", .object(features))])),
        ])
    }
}
