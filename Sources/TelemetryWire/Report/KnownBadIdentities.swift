// SPDX-License-Identifier: MIT

/// IDs that say nothing about who sent them: old versions computed them from placeholders, so many hosts share each.
enum KnownBadIdentities {
    private static let ids: Set<String> = [
        // The first container on the default bridge, with an empty system ID and with "-".
        "fc0c9b4f5ca1cb90ce596d741654ab09cec6d816a3dd02ff188fecaced101a42",
        "c5a3a8c7348c4c7f30f27cab779aab7a1e5b2c0a29d94f5f3f31cd02e361a283",
        // System information switched off.
        "6f2eea6178b45c97bf04cf9668ba9cf4156eba927168d13e65398399c80b7d8a",
    ]

    static func contains(_ id: String) -> Bool { ids.contains(id) }
}
