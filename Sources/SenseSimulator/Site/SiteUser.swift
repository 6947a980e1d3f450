// SPDX-License-Identifier: MIT

import SeededNumbers

/// Somebody who works with the site.
struct SiteUser: Equatable {
    /// The directory that knows the user.
    let directory: String
    /// The user's name in that directory.
    let id: String

    /// Draws one of 1,200 users. One draw in eight gives a user of the few whose names need care, so that these often
    /// have several sessions.
    init(_ random: inout SplitMix64) {
        if random.number(in: 0...7) == 0 {
            (directory, id) = Self.careful[random.number(in: 0...Self.careful.count - 1)]
        } else {
            directory = random.number(in: 0...3) == 0 ? "PARTNER" : "ACME"
            id =
                Self.firstNames[random.number(in: 0...Self.firstNames.count - 1)] + "."
                + Self.lastNames[random.number(in: 0...Self.lastNames.count - 1)]
        }
    }

    private static let careful = [
        ("ACME", "berg, anna"), ("ACME", "svc=reports"), ("ACME", #"o"neill"#), ("ACME", #"old\olsen"#),
        ("ACME NORTH", "jörg müller"), ("PARTNER,EU", "李雷"), ("ACME", "zoë🦊"), ("ACME", "o'brien "),
    ]
    private static let firstNames = [
        "anna", "bo", "carla", "david", "eva", "frank", "greta", "hugo", "ines", "jan", "karin", "leo", "maria", "nils",
        "olga", "paul", "rosa", "sven", "tina", "uwe", "vera", "willy", "yara", "zeno",
    ]
    private static let lastNames = [
        "ahl", "berg", "cruz", "dahl", "ek", "falk", "gran", "holm", "ivers", "jung", "krall", "lind", "moor", "nord",
        "olsen", "pohl", "quist", "roth", "stein", "thal", "urban", "vogt", "wolf", "zander", "ziegler",
    ]
}
