// SPDX-License-Identifier: MIT

/// The name of an operating system as the report tells it: from published lists, without anything that a site added.
struct OperatingSystem: Sendable, Equatable {
    /// A name of `PublishedSystems`, or `other`.
    var distro: String
    /// A reduced version, or `rolling`, or `other`.
    var release: String
    /// A code name that `PublishedSystems` has for the distribution, or nothing.
    var codename: String

    init(distro: String, release: String, codename: String) {
        self.distro = distro
        self.release = release
        self.codename = codename
    }

    /// Reads os-release text.
    ///
    /// The release is the version in `PRETTY_NAME` if there is one behind the name, else `VERSION`, else `VERSION_ID`.
    /// The code name is what stands behind that version in parentheses if it is a published one, else
    /// `VERSION_CODENAME`. Of a distribution that is not published nothing is told, not even a number.
    init(osRelease text: String) {
        let assignments = OSRelease(text)
        let name = assignments["NAME"]
        guard let system = PublishedSystems.all.first(where: { $0.name == name }) else {
            self.init(distro: PublishedSystems.other, release: PublishedSystems.other, codename: "")
            return
        }
        let pretty = assignments["PRETTY_NAME"]
        var versions = [assignments["VERSION"], assignments["VERSION_ID"]]
        if pretty.hasPrefix(name + " ") { versions.insert(pretty, at: 0) }
        versions = versions.map { $0.hasPrefix(name + " ") ? String($0.dropFirst(name.count + 1)) : $0 }

        var release = system.isRolling ? PublishedSystems.rolling : PublishedSystems.other
        var names = [assignments["VERSION_CODENAME"]]
        for version in versions {
            guard let reduced = ReducedVersion(startOf: version) else { continue }
            release = reduced.text
            if let inside = Self.parenthesised(version) { names.insert(inside, at: 0) }
            break
        }
        self.init(
            distro: system.name, release: release, codename: names.first(where: system.codenames.contains) ?? "")
    }

    private static func parenthesised(_ text: String) -> String? {
        guard let open = text.utf8.firstIndex(of: UInt8(ascii: "(")) else { return nil }
        return String(text[text.utf8.index(after: open)...].prefix { $0 != ")" })
    }
}
