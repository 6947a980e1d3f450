// SPDX-License-Identifier: MIT

extension PostgresURL {
    /// What is wrong with a URL. Tells no part of it but the names of parameters.
    package struct Mistake: Error, Equatable, CustomStringConvertible {
        package let description: String

        init(_ description: String) { self.description = description }
    }

    package static let schemes = ["postgres://", "postgresql://"]

    /// Reads a URL as operators write it.
    package init(_ text: String) throws(Mistake) {
        guard let scheme = Self.schemes.first(where: text.hasPrefix) else {
            throw Mistake("the address of the database does not begin with postgres://; \(Self.expectation)")
        }
        let rest = text.dropFirst(scheme.count)
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let names = parts[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let place = names[0].lastIndex(of: "@").map { names[0][names[0].index(after: $0)...] } ?? names[0]
        let person =
            place.startIndex == names[0].startIndex ? "" : names[0][..<names[0].index(before: place.startIndex)]
        let parameters = try Self.parameters(parts.count > 1 ? parts[1] : "")
        let (host, port) = try Self.hostAndPort(place)
        let database = try Self.decoded(names.count > 1 ? names[1] : "", "database")
        guard !database.isEmpty else {
            throw Mistake("the address of the database names no database; \(Self.expectation)")
        }
        let words = person.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let user = try words.first.map { word throws(Mistake) in try Self.decoded(word, "user") } ?? ""
        let password = try words.dropFirst().first.map { word throws(Mistake) in try Self.decoded(word, "password") }
        let folder = parameters["host"] ?? ""
        guard !host.isEmpty || !folder.isEmpty else {
            throw Mistake("the address of the database names no host; \(Self.expectation)")
        }
        self.init(
            host: host.isEmpty ? folder : host, port: port, database: database, user: user.isEmpty ? nil : user,
            password: password, parameters: parameters.filter { $0.key != "host" })
    }

    private static let expectation =
        "expected postgres://USER:PASSWORD@HOST:PORT/DATABASE, with special characters of the password as %40 for @"

    private static func hostAndPort(_ place: Substring) throws(Mistake) -> (host: String, port: Int) {
        var host = place
        var port = Substring()
        if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
            host = place[place.index(after: place.startIndex)..<end]
            port = place[place.index(after: end)...]
        } else if let colon = place.firstIndex(of: ":") {
            (host, port) = (place[..<colon], place[colon...])
        }
        if port.isEmpty { return (try decoded(host, "host"), defaultPort) }
        guard port.first == ":", let number = UInt16(port.dropFirst()), number > 0 else {
            throw Mistake("the port in the address of the database is not a number from 1 to 65535; \(expectation)")
        }
        return (try decoded(host, "host"), Int(number))
    }

    private static func parameters(_ query: Substring) throws(Mistake) -> [String: String] {
        var parameters: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(words[0])
            guard knownParameters.contains(name) else {
                let known = knownParameters.sorted().joined(separator: ", ")
                // Whatever stands there may be the end of a password with a question mark in it.
                throw Mistake("the address of the database has a parameter that is not known; known are \(known)")
            }
            guard words.count == 2 else {
                throw Mistake("the parameter \(name) of the database's address has no value")
            }
            guard parameters[name] == nil else { throw Mistake("the address of the database has \(name) twice") }
            parameters[name] = try decoded(words[1], name)
        }
        return parameters
    }

    /// The text with each `%XX` as the byte it stands for.
    private static func decoded(_ text: Substring, _ what: String) throws(Mistake) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = Substring(rest.prefix(2))
            guard digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16) else {
                throw Mistake(
                    "the \(what) in the address of the database has a % that no two hexadecimal digits follow")
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw Mistake("the \(what) in the address of the database is not valid UTF-8 text")
        }
        return decoded
    }
}
