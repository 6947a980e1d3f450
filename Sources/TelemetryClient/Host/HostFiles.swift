// SPDX-License-Identifier: MIT

/// What the operating system says about its host: small text files, names in folders, and addresses of interfaces.
///
/// Whatever is missing or unreadable is `nil` or empty, and nothing in a file can do more than be read as text.
package struct HostFiles: Sendable {
    /// False for an imagined host, about which system calls know nothing.
    let isThisHost: Bool
    private let read: @Sendable (String) -> String?
    private let isThere: @Sendable (String) -> Bool
    private let list: @Sendable (String) -> [String]
    private let addresses: @Sendable (String) -> [String]

    /// The files of this host.
    package init() {
        isThisHost = true
        read = SystemFiles.text
        isThere = SystemFiles.exists
        list = SystemFiles.names
        addresses = SystemFiles.ipv4Addresses
    }

    /// The files of an imagined host, by path.
    ///
    /// - Parameter addresses: the IPv4 addresses of its interfaces, by name.
    package init(_ files: [String: String], addresses: [String: [String]] = [:]) {
        isThisHost = false
        read = { files[$0] }
        isThere = { path in files[path] != nil || files.keys.contains { $0.hasPrefix(path + "/") } }
        list = { folder in
            let inside = files.keys.filter { $0.hasPrefix(folder + "/") }.map { $0.dropFirst(folder.count + 1) }
            return Set(inside.map { String($0.prefix { $0 != "/" }) }).sorted()
        }
        self.addresses = { addresses[$0] ?? [] }
    }

    /// The text of a file, up to a mebibyte of it.
    package func text(_ path: String) -> String? { read(path) }

    package func exists(_ path: String) -> Bool { isThere(path) }

    /// The names in a folder, in alphabetical order.
    package func names(in folder: String) -> [String] { list(folder) }

    /// The IPv4 addresses of an interface, in the order of the system.
    func ipv4Addresses(of interface: String) -> [String] { addresses(interface) }
}

extension String {
    /// The text without white space and zero bytes around it.
    var trimmed: String {
        let isSpace: (UInt8) -> Bool = { " \n\t\r\0".utf8.contains($0) }
        guard let start = utf8.firstIndex(where: { !isSpace($0) }), let end = utf8.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(self[start...end])
    }
}
