// SPDX-License-Identifier: MIT

/// The names of a site's apps by ID, as the repository service last told them.
package struct AppNames: Sendable, Equatable {
    private let names: [String: String]

    /// - Parameter apps: IDs and names; of two with the same ID the first counts.
    package init(_ apps: [(id: String, name: String)] = []) {
        names = Dictionary(apps.map { ($0.id, $0.name) }) { first, _ in first }
    }

    package var count: Int { names.count }

    /// The name of an app; `nil` if the repository does not know it.
    package func name(of id: String) -> String? { names[id] }

    /// The names of published and personal apps, where unknown ones keep their ID, and the IDs of session apps; both in
    /// ascending order of their UTF-16 code units, as the original sorts them.
    package func sorted(_ ids: [String]) -> (apps: [String], sessionApps: [String]) {
        var apps: [String] = []
        var sessionApps: [String] = []
        for id in ids {
            if id.hasPrefix("SessionApp") { sessionApps.append(id) } else { apps.append(names[id] ?? id) }
        }
        return (Self.inUTF16Order(apps), Self.inUTF16Order(sessionApps))
    }

    private static func inUTF16Order(_ texts: [String]) -> [String] {
        texts.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
    }
}
