// SPDX-License-Identifier: MIT

/// A virtual proxy of the site: the default one, `/`, or one with a prefix such as `/hdr`.
package struct VirtualProxy: Sendable, Hashable {
    /// The default virtual proxy.
    package static let root = VirtualProxy(valid: "/")

    /// The prefix with its slash in front, or `/` alone.
    package let name: String

    /// Takes a prefix of letters, digits and `-._~`, in one part or several, each with a slash in front.
    package init?(_ name: String) {
        guard name != "/" else {
            self = .root
            return
        }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.first?.isEmpty == true, parts.count > 1, parts.dropFirst().allSatisfy(Self.isPart) else {
            return nil
        }
        self.init(valid: name)
    }

    private init(valid name: String) {
        self.name = name
    }

    /// Where the proxy lists the virtual proxy's sessions.
    var sessionPath: String { name == "/" ? "/qps/session" : "/qps\(name)/session" }

    private static func isPart(_ part: Substring) -> Bool {
        !part.allSatisfy { $0 == "." }
            && part.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "~"):
                    true
                default: false
                }
            }
    }
}
