// SPDX-License-Identifier: MIT

/// A browser and what tells it and its version.
struct BrowserRow: UserAgentRow {
    let name: String
    let tokens: [UserAgentToken]
    let exceptions: [UserAgentToken]
    let versions: [VersionRule]

    init(
        _ name: String, _ tokens: [UserAgentToken], unless exceptions: [UserAgentToken] = [],
        _ versions: [VersionRule] = []
    ) {
        self.name = name
        self.tokens = tokens
        self.exceptions = exceptions
        self.versions = versions
    }
}

extension BrowserRow {
    /// All browsers that are known by name, first match first.
    static let all = crawlers + rare + common

    private static let crawlers = [
        crawler("GPTBot", ["gptbot"]),
        crawler("ChatGPT-User", ["chatgpt-user"]),
        crawler("OAI-SearchBot", ["oai-searchbot"]),
        crawler("ClaudeBot", ["claudebot", "claude-web", "claude-user", "claude-searchbot"]),
        crawler("Omgilibot", ["omgilibot", "webzio-extended"]),
        crawler("Diffbot", ["diffbot"]),
        crawler("PerplexityBot", ["perplexitybot"]),
        crawler("Perplexity-User", ["perplexity-user"]),
        crawler("YouBot", ["youbot"]),
        crawler("Meta-WebIndexer", ["meta-webindexer"]),
        crawler("Meta-ExternalAds", ["meta-externalads"]),
        crawler("Meta-ExternalAgent", ["meta-externalagent"]),
        crawler("Meta-ExternalFetcher", ["meta-externalfetcher"]),
        crawler("Googlebot", ["googlebot"], .groups(2...2)),
        BrowserRow("Linespider", ["linespider"], [.suffixed(["linespider"]), .versionToken]),
        crawler("AmazonBot", ["amazonbot"]),
        crawler("BingCrawler", ["bingbot"]),
        crawler("BaiduSpider", ["baiduspider"]),
        crawler("DuckDuckBot", ["duckduckbot"]),
        crawler("InternetArchiveCrawler", ["ia_archiver"]),
        BrowserRow("FacebookExternalHit", ["facebookexternalhit", "facebookcatalog"]),
        BrowserRow(
            "SlackBot", ["slackbot", "slack-imgproxy"], [.suffixed(["slackbot", "slack-imgproxy"]), .versionToken]),
        BrowserRow("YahooSlurp", [UserAgentToken("yahoo", .beforeSlurp)]),
        BrowserRow("YandexBot", ["yandexbot", "yandexmobilebot"]),
        BrowserRow("PingdomBot", ["pingdom"]),
    ]

    private static let rare = [
        BrowserRow("Opera", ["opera"], [.versionToken, .after(["opera"])]),
        BrowserRow(
            "Opera", ["opr/", "opios"],
            [VersionRule(after: ["opr", "opios"], .slashOrBlank, .untilBlank), .versionToken]),
        BrowserRow("Samsung Internet for Android", ["samsungbrowser"], [.versionToken, .after(["samsungbrowser"])]),
        BrowserRow("NAVER Whale Browser", ["whale"], [.versionToken, .after(["whale"], .slashOrBlank, .dotted)]),
        BrowserRow("Pale Moon", ["palemoon"], [.versionToken, .after(["palemoon"], .slashOrBlank, .dotted)]),
        BrowserRow("MZ Browser", ["mzbrowser"], [.after(["mzbrowser"], .slashOrBlank, .dotted), .versionToken]),
        BrowserRow("Focus", ["focus"], [.after(["focus"], .slashOrBlank, .dotted), .versionToken]),
        BrowserRow("Swing", ["swing"], [.after(["swing"], .slashOrBlank, .dotted), .versionToken]),
        BrowserRow("Opera Coast", ["coast"], [.versionToken, .after(["coast"])]),
        BrowserRow("Opera Touch", [UserAgentToken("opt/", .beforeNumber)], [.after(["opt"]), .versionToken]),
        BrowserRow("Yandex Browser", ["yabrowser"], [.after(["yabrowser"]), .versionToken]),
        BrowserRow("UC Browser", ["ucbrowser"], [.versionToken, .after(["ucbrowser"])]),
        BrowserRow("Maxthon", ["maxthon", "mxios"], [.versionToken, .after(["maxthon", "mxios"])]),
        BrowserRow("Epiphany", ["epiphany"], [.versionToken, .after(["epiphany"])]),
        BrowserRow("Puffin", ["puffin"], [.versionToken, .after(["puffin"])]),
        BrowserRow("Sleipnir", ["sleipnir"], [.versionToken, .after(["sleipnir"])]),
        BrowserRow("K-Meleon", ["k-meleon"], [.versionToken, .after(["k-meleon"])]),
        BrowserRow("WeChat", ["micromessenger"], [.after(["micromessenger"]), .versionToken]),
        BrowserRow(
            "QQ Browser Lite", ["qqbrowserlite"], [.after(["qqbrowserlite", "qqbrowser"], .slash), .versionToken]),
        BrowserRow("QQ Browser", ["qqbrowser"], [.after(["qqbrowser"], .slash), .versionToken]),
    ]

    private static let common = [
        BrowserRow("Internet Explorer", ["msie", "trident"], [.after(["msie ", "rv:"], .none)]),
        BrowserRow("Microsoft Edge", [" edg/"], [.after([" edg"], .slash)]),
        BrowserRow("Microsoft Edge", ["edge", "edga", "edgios"], [.after(["edge", "edga", "edgios"], .slash)]),
        BrowserRow("Vivaldi", ["vivaldi"], [.after(["vivaldi"], .slash)]),
        BrowserRow("SeaMonkey", ["seamonkey"], [.after(["seamonkey"], .slash)]),
        BrowserRow(
            "Sailfish", ["sailfish"], [.after(["sailfishbrowser", "sailfish browser"], .slash, .groups(1...2))]),
        BrowserRow("Amazon Silk", ["silk"], [.after(["silk"], .slash)]),
        BrowserRow("PhantomJS", ["phantom"], [.after(["phantomjs"], .slash)]),
        BrowserRow("SlimerJS", ["slimerjs"], [.after(["slimerjs"], .slash)]),
        BrowserRow(
            "BlackBerry", UserAgentToken.blackBerry,
            [.versionToken, VersionRule(after: ["blackberry"], between: .digits, .slash, .number)]),
        BrowserRow(
            "WebOS Browser", UserAgentToken.webOS,
            [.versionToken, .after(["webosbrowser", "web0sbrowser", "wosbrowser", "w0sbrowser"], .slash)]),
        BrowserRow("Bada", ["bada"], [.after(["dolfin"], .slash)]),
        BrowserRow("Tizen", ["tizen"], [.after(["browser"], .slash), .versionToken]),
        BrowserRow("QupZilla", ["qupzilla"], [.after(["qupzilla"]), .versionToken]),
        BrowserRow("LibreWolf", ["librewolf"], [.after(["librewolf"])]),
        BrowserRow("Firefox", ["firefox", "iceweasel", "fxios"], [.after(["firefox", "iceweasel", "fxios"])]),
        BrowserRow("Electron", ["electron"], [.after(["electron"], .slash)]),
        BrowserRow(
            "Sogou Browser", ["sogoumobilebrowser", "metasr", "se 2.x"],
            [
                .after(["sogoumobilebrowser"]), .after(["chrome", "crios", "crmo"], .slash),
                .after(["se "], .none, .digitsAndDotsBeforeX),
            ]),
        BrowserRow("Miui", ["miuibrowser"], [.after(["miuibrowser"])]),
        BrowserRow(
            "DuckDuckGo", [UserAgentToken(" ddg/", .beforeNumberAtEnd)],
            [.after([" ddg"], .slash, .digitsAndDotsAtEnd)]),
        BrowserRow("Chromium", ["chromium"], [.after(["chromium"]), .versionToken]),
        BrowserRow("Chrome", ["chrome", "crios", "crmo"], [.after(["chrome", "crios", "crmo"], .slash)]),
        BrowserRow("Google Search", ["gsa"], [.after(["gsa"], .slash)]),
        BrowserRow("Android Browser", ["android"], unless: ["like android"], [.versionToken]),
        BrowserRow("PlayStation 4", ["playstation 4"], [.versionToken]),
        BrowserRow("Safari", ["safari", "applewebkit"], [.versionToken]),
    ]

    private static func crawler(
        _ name: String, _ tokens: [StaticString], _ shape: VersionShape = .dotted
    ) -> BrowserRow {
        BrowserRow(name, tokens.map { UserAgentToken($0, .none) }, [.after(tokens, .slash, shape), .versionToken])
    }
}

extension UserAgentToken {
    static let blackBerry: [UserAgentToken] = ["blackberry", UserAgentToken("bb", .wordBeforeDigit), "rim tablet"]
    /// The letter O is a zero at times.
    static let webOS: [UserAgentToken] = ["webos", "web0s", "hpwos", "hpw0s"]
}

extension VersionRule {
    /// The number behind `Version/`.
    fileprivate static let versionToken = after(["version"], .slash)

    fileprivate static func after(
        _ tokens: [StaticString], _ joint: Joint = .slashOrBlank, _ shape: VersionShape = .number
    ) -> VersionRule {
        VersionRule(after: tokens, joint, shape)
    }

    fileprivate static func suffixed(_ tokens: [StaticString]) -> VersionRule {
        VersionRule(after: tokens, between: .suffix, .slashOrBlank, .dotted)
    }
}
