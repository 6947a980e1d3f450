// SPDX-License-Identifier: MIT

/// What is left of an erased installation: a hash from which neither its ID nor its keyed ID can be told, but by which the
/// installation is known again if somebody sends a late copy or restores a backup.
package struct Tombstone: Sendable, Hashable {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// Makes tombstones, with a key that the store does not have.
///
/// They are made of the keyed ID, so that they can be compared with what a restored database holds.
package struct TombstoneKey: Sendable {
    private let make: @Sendable (KeyedID) -> Tombstone

    package init(_ make: @escaping @Sendable (KeyedID) -> Tombstone) { self.make = make }

    package func tombstone(of installation: KeyedID) -> Tombstone { make(installation) }

    /// What tells this key from another without telling the key: stores keep it, and refuse to be opened with another one.
    package var fingerprint: [UInt8] { make(KeyedID([UInt8](repeating: 0, count: 32))).bytes }
}
