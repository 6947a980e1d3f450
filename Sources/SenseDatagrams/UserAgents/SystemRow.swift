// SPDX-License-Identifier: MIT

/// An operating system and what tells it and its version.
struct SystemRow: UserAgentRow {
    let name: String
    let tokens: [UserAgentToken]
    let exceptions: [UserAgentToken]
    let versions: [VersionRule]
    /// Whether underscores and blanks in a version become dots.
    let hasDots: Bool
    /// The name of a version.
    let versionName: @Sendable (_ version: String) -> String?

    init(
        _ name: String, _ tokens: [UserAgentToken], unless exceptions: [UserAgentToken] = [],
        _ versions: [VersionRule] = [], hasDots: Bool = false,
        versionName: @escaping @Sendable (_ version: String) -> String? = { _ in nil }
    ) {
        self.name = name
        self.tokens = tokens
        self.exceptions = exceptions
        self.versions = versions
        self.hasDots = hasDots
        self.versionName = versionName
    }
}

extension SystemRow {
    /// All operating systems that are known by name, first match first.
    static let all = [
        SystemRow(
            "Roku", [UserAgentToken("Roku/DVP", .spelled)],
            [VersionRule(after: ["roku/dvp-"], .none, .groups(2...2))]),
        SystemRow(
            "Windows Phone", ["windows phone"],
            [
                VersionRule(
                    after: ["windows phone ", "windows phone  ", "windows phone os", "windows phone os "], .none, .plain
                )
            ]),
        SystemRow(
            "Windows", ["windows "], [VersionRule(after: ["windows "], .none, .windows)],
            versionName: SystemVersionName.windows),
        // Firefox on an iPad that asks for pages as a desktop.
        SystemRow(
            "iOS", [UserAgentToken(" FxiOS", .spelledBehind("Macintosh"))],
            [VersionRule(after: ["version"], .slash, .digitsAndDots)]),
        SystemRow(
            "macOS", ["macintosh"], [VersionRule(after: ["mac os x "], .none, .number)], hasDots: true,
            versionName: SystemVersionName.macOS),
        SystemRow(
            "iOS", ["ipod", "iphone", "ipad"], [VersionRule(after: ["os "], .none, .spacedGroupsLikeMac)],
            hasDots: true),
        SystemRow(
            "HarmonyOS", ["openharmony"], [VersionRule(after: ["openharmony "], between: .blanks, .none, .plain)]),
        SystemRow(
            "Android", ["android"], unless: ["like android"],
            [VersionRule(after: ["android"], .slashOrBlankOrDash, .plain)], versionName: SystemVersionName.android),
        SystemRow(
            "WebOS", UserAgentToken.webOS, [VersionRule(after: ["webos", "web0s", "hpwos", "hpw0s"], .slash, .plain)]),
        SystemRow(
            "BlackBerry", UserAgentToken.blackBerry,
            [
                VersionRule(after: ["rim tablet os "], .none, .plain),
                VersionRule(after: ["blackberry"], between: .digits, .slash, .spacedGroups),
                VersionRule(after: ["bb"], .none, .groups(1...1)),
            ]),
        SystemRow("Bada", ["bada"], [VersionRule(after: ["bada"], .slash, .plain)]),
        SystemRow("Tizen", ["tizen"], [VersionRule(after: ["tizen"], .slashOrBlank, .plain)]),
        SystemRow("Linux", ["linux"]),
        SystemRow("Chrome OS", [UserAgentToken("CrOS", .spelled)]),
        SystemRow(
            "PlayStation 4", [UserAgentToken("PlayStation 4", .spelled)],
            [VersionRule(after: ["playstation 4"], .slashOrBlank, .plain)]),
    ]
}
