// SPDX-License-Identifier: MIT

/// The name of an operating system as the report tells it: from a published list, without anything that a site added.
struct OperatingSystem: Sendable, Equatable {
    var distro: String
    var release: String
    var codename: String

    static let other = "other"

    /// The distributions that are named; all others are reported as `other`, since os-release is free text.
    static let distributions = [
        "AlmaLinux", "Alpine Linux", "Amazon Linux", "Arch Linux", "CentOS Linux", "CentOS Stream", "Debian GNU/Linux",
        "Fedora Linux",
        "Oracle Linux Server", "Red Hat Enterprise Linux", "Rocky Linux", "SLES", "Ubuntu", "openSUSE Leap",
        "openSUSE Tumbleweed",
    ]

    /// Reads os-release text. `VERSION` in the style of `22.04.4 LTS (Jammy Jellyfish)` is cut down to number and `LTS`.
    init(osRelease text: String) {
        var values: [Substring: String] = [:]
        for line in text.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            values[line[..<equals]] = line[line.index(after: equals)...].filter { $0 != "\"" && $0 != "'" }
        }
        let name = values["NAME"] ?? ""
        guard Self.distributions.contains(name) else {
            self.init(distro: Self.other, release: Self.reducedVersion(values["VERSION_ID"] ?? ""), codename: "")
            return
        }
        let pretty = values["PRETTY_NAME"] ?? ""
        let version = pretty.hasPrefix(name + " ") ? String(pretty.dropFirst(name.count + 1)) : values["VERSION"] ?? ""
        let release = Self.reducedVersion(version.isEmpty ? values["VERSION_ID"] ?? "" : version)
        self.init(distro: name, release: release, codename: Self.reducedCodename(values["VERSION_CODENAME"] ?? ""))
    }

    init(distro: String, release: String, codename: String) {
        self.distro = distro
        self.release = release
        self.codename = codename
    }

    /// Up to three numbers with dots, perhaps after a `v`, perhaps before ` LTS`. Anything after that is cut off; text that
    /// does not start like this is `other`.
    static func reducedVersion(_ text: String) -> String {
        let start = text.hasPrefix("v") ? "v" : ""
        var numbers: [Substring] = []
        for part in text.dropFirst(start.count).prefix(while: { $0 != " " && $0 != "(" }).split(separator: ".").prefix(
            4)
        {
            let digits = part.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, digits.count <= 8 else { break }
            numbers.append(digits)
            if digits.count < part.count { break }
        }
        guard !numbers.isEmpty else { return other }
        return start + numbers.joined(separator: ".") + (text.contains(" LTS") ? " LTS" : "")
    }

    /// One lower-case word, or nothing.
    static func reducedCodename(_ text: String) -> String {
        (2...20).contains(text.utf8.count)
            && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            ? text : ""
    }
}
