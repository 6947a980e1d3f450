// SPDX-License-Identifier: MIT

package import Monitoring

/// Reads what browser and what operating system a user agent tells of.
///
/// Any bytes give a result, in time that grows with their number alone. The tables are those of bowser 2.14.1, on which
/// dashboards rely: see `BrowserRow` and `SystemRow`.
package struct UserAgentParser: Sendable {
    /// The tables never change, so all parsers share one.
    private static let shared = UserAgentParser(browsers: BrowserRow.all, systems: SystemRow.all)

    private let finder: TokenFinder
    private let browsers: UserAgentTable<BrowserRow>
    private let systems: UserAgentTable<SystemRow>

    package init() { self = Self.shared }

    private init(browsers: [BrowserRow], systems: [SystemRow]) {
        finder = TokenFinder(browsers.flatMap(\.allTokens) + systems.flatMap(\.allTokens))
        self.browsers = UserAgentTable(browsers, finder)
        self.systems = UserAgentTable(systems, finder)
    }

    /// What a user agent tells of.
    /// - Parameter bytes: The text, without quotes and blanks around it; need not be UTF-8.
    package func parse(_ bytes: UnsafeRawBufferPointer) -> UserAgent {
        FoldedText.with(bytes) { text in
            let tokens = finder.tokens(in: text)
            return UserAgent(
                browser: browser(in: text, tokens), system: system(in: text, tokens), text: text.string(0..<text.count))
        }
    }

    private func browser(in text: FoldedText, _ tokens: TokenFinder.Tokens) -> UserAgent.Browser {
        var name = ""
        var version: Range<Int>?
        if let row = browsers.first(with: tokens) {
            name = row.name
            version = row.version(in: text)
        } else if let product = UnknownProduct(in: text) {
            name = text.string(product.name)
            version = product.version
        }
        guard let version else { return UserAgent.Browser(name: name) }
        let major = version.lowerBound..<text.end(from: version.lowerBound) { $0.isDigit }
        return UserAgent.Browser(
            name: name, version: text.string(version), major: major.isEmpty ? nil : text.string(major))
    }

    private func system(in text: FoldedText, _ tokens: TokenFinder.Tokens) -> UserAgent.System {
        guard let row = systems.first(with: tokens) else { return UserAgent.System() }
        guard let range = row.version(in: text) else { return UserAgent.System(name: row.name) }
        let version = row.hasDots ? text.dottedString(range) : text.string(range)
        return UserAgent.System(name: row.name, version: version, versionName: row.versionName(version))
    }
}
