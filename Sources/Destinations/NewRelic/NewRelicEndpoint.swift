// SPDX-License-Identifier: MIT

package import Monitoring

/// An interface of New Relic as one account calls it.
package struct NewRelicEndpoint: Sendable, CustomStringConvertible {
    /// What the configuration calls the account.
    package var account: String
    /// Where to post, complete.
    package var url: String
    package var key: String
    /// More headers, whose values may be secrets.
    package var headers: [Tag]
    /// Whom the client connects to in place of the address's host.
    package var proxyHost: String?

    package init(account: String, url: String, key: String, headers: [Tag] = [], proxyHost: String? = nil) {
        self.account = account
        self.url = url
        self.key = key
        self.headers = headers
        self.proxyHost = proxyHost
    }

    /// The event interface of an account.
    ///
    /// - Parameter base: the address that it is below, with or without a slash at its end.
    package static func events(at base: String, of accountID: String) -> String {
        "\(base.hasSuffix("/") ? base : base + "/")v1/accounts/\(PercentEncoding.encode(accountID))/events"
    }

    /// What is behind the question mark of an address, which may be a secret.
    package static func query(of url: String) -> String? {
        url.firstIndex(of: "?").map { String(url[url.index(after: $0)...]) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The account, never the key.
    package var description: String { account }
}
