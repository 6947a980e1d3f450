// SPDX-License-Identifier: MIT

/// The virtual proxies of a site: at least one, none of them twice.
package struct VirtualProxyList: Sendable, Equatable {
    /// Why a text is no such list.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        /// One sentence for whoever wrote the list.
        package let description: String
    }

    /// The virtual proxies in the order that they were given in.
    package let proxies: [VirtualProxy]

    /// The default virtual proxy alone.
    package init() {
        proxies = [.root]
    }

    /// Reads names separated by commas; blanks around a name do not count.
    package init(parsing text: String) throws(Failure) {
        var proxies: [VirtualProxy] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let leading = part.drop { $0 == " " }
            let name = String(leading.prefix(leading.count - leading.reversed().prefix { $0 == " " }.count))
            guard let proxy = VirtualProxy(name) else {
                throw Failure(
                    description:
                        "'\(name)' is no virtual proxy; allowed are / and names such as /hdr, made of letters, "
                        + "digits, '-', '.', '_' and '~'"
                )
            }
            guard !proxies.contains(proxy) else { throw Failure(description: "'\(name)' stands there twice") }
            proxies.append(proxy)
        }
        self.proxies = proxies
    }
}
