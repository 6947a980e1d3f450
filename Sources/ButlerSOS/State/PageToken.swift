// SPDX-License-Identifier: MIT

import TelemetryWire

/// The token of pages that other hosts can reach and that have none in the configuration.
enum PageToken {
    static func path(in state: String) -> String { "\(state)/page-token" }

    /// The token: what stands in its file, in small letters.
    ///
    /// - Parameter state: the state folder; `nil` if nothing can be kept there.
    static func kept(in state: String?) throws(KeptSecret.Failure) -> String {
        guard let state else { throw KeptSecret.Failure(description: "there is no state folder") }
        return Hex.encode(try KeptSecret.bytes(at: path(in: state)))
    }
}
