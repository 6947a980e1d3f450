// SPDX-License-Identifier: MIT

package import TelemetryStore
package import TelemetryWire

/// Invented values for tests.
package enum Sample {
    package static func keyedID(_ installation: Int) -> KeyedID {
        KeyedID([UInt8](repeating: UInt8(installation), count: 32))
    }

    /// Stands in for the collector's keyed hash.
    package static let tombstoneKey = TombstoneKey { Tombstone($0.bytes.map { $0 ^ 0xA5 }) }

    /// A submission of an installation, signed unless `counter` is `nil`.
    package static func submission(
        installation: Int, key: UInt8? = nil, counter: UInt64? = 1, body: UInt8 = 0, day: UTCDay,
        version: String = "1.0.0",
        flags: String = "10000000100"
    ) -> Submission {
        Submission(
            installation: keyedID(installation),
            proof: counter.map { proof(installation: installation, key: key, counter: $0) },
            bodySHA256: [UInt8](repeating: body, count: 32), day: day, state: state(version: version, flags: flags))
    }

    /// The proof that goes with `submission`.
    package static func proof(installation: Int, key: UInt8? = nil, counter: UInt64) -> Submission.Proof {
        .init(publicKey: [UInt8](repeating: key ?? UInt8(installation), count: 32), counter: counter)
    }

    package static func state(version: String = "1.0.0", flags: String = "10000000100") -> FleetState {
        FleetState(
            service: "butler-sos", serviceVersion: version, arch: "x64", platform: "linux", release: "12",
            distro: "Debian GNU/Linux",
            codename: "bookworm", virtual: true, runtime: "swift", runtimeVersion: "6.3", flags: flags)
    }

    package static func report(id: String = String(repeating: "ab", count: 32)) -> TelemetryReport {
        TelemetryReport(
            service: "butler-sos", serviceVersion: "0.1.0",
            system: .init(
                id: id, arch: "x64", platform: "linux", release: "12", distro: "Debian GNU/Linux", codename: "bookworm",
                virtual: true,
                swiftVersion: "6.3"),
            features: Dictionary(
                uniqueKeysWithValues: TelemetryService.butlerSOS.features.map { ($0.name, $0.name == "influxdb") }))
    }
}
