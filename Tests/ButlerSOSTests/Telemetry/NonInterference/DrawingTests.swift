// SPDX-License-Identifier: MIT

import Testing
import TelemetryClient

/// The generator of the non-interference proof: whether everything that could leak really differs.
@Suite struct DrawingTests {
    @Test func scratch() async throws {
        for seed in 0..<10 {
        let configured = try ConfiguredPair(seed: UInt64(seed))
        let pair = try configured.installations(seed: 17)
        print("EQ", pair.equalPlaces)
        if seed == 0 { print(pair.first.drawn.count, pair.first.host.files.count) 
          for (k, v) in pair.first.host.files { print("FILE \(k)\n\(v)") }
          print(pair.first.telemetry.preview(at: 1_795_334_950))
          print(pair.second.telemetry.preview(at: 1_795_334_950))
          print(String(decoding: pair.first.site.health[0], as: UTF8.self))
        }
        }
    }
}
