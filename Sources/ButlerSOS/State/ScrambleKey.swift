// SPDX-License-Identifier: MIT

import Crypto

/// The key with which users are scrambled: random, made once for each state folder, and the file's owner's alone.
///
/// With the same key a user is the same after a restart. Another key, and nobody knows who was who.
struct ScrambleKey: Sendable {
    var key: SymmetricKey
    /// Why the key is for this run only; `nil` if it is kept.
    var problem: String?

    static func path(in state: String) -> String { "\(state)/scramble-key" }

    /// - Parameter state: the state folder; `nil` if nothing can be kept there.
    init(state: String?) {
        do throws(KeptSecret.Failure) {
            guard let state else { throw KeptSecret.Failure(description: "there is no state folder") }
            key = SymmetricKey(data: try KeptSecret.bytes(at: Self.path(in: state)))
        } catch {
            key = SymmetricKey(size: .bits256)
            problem = error.description
        }
    }
}
