// SPDX-License-Identifier: MIT

/// The files of a spool: numbered files of records, and one that says where the first of them goes on.
struct SpoolFolder {
    let path: String

    private var positionFile: String { "\(path)/position" }

    func file(_ number: Int) -> String { "\(path)/\(Self.name(number))" }

    /// The numbers of the files, in order. What else lies in the folder is somebody else's.
    func numbers() throws(SpoolFailure) -> [Int] {
        try SpoolFile.names(in: path).compactMap { name in
            guard let number = Int(name.prefix { $0 != "." }), (1...1 << 40).contains(number) else { return nil }
            return name == Self.name(number) ? number : nil
        }.sorted()
    }

    func remove(_ number: Int) throws(SpoolFailure) { try SpoolFile.remove(file(number)) }

    /// Where to go on in which file; `nil` if that is not known, or cannot be read: then all is read again.
    var position: (number: Int, offset: Int)? {
        guard let bytes = try? SpoolFile.read(positionFile, count: 100) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }.map { Int($0) }
        guard parts.count == 2, let number = parts[0], let offset = parts[1] else { return nil }
        return (number, offset)
    }

    func setPosition(number: Int, offset: Int) throws(SpoolFailure) {
        try SpoolFile.replace(positionFile, with: Array("\(number) \(offset)\n".utf8))
    }

    func removePosition() throws(SpoolFailure) { try SpoolFile.remove(positionFile) }

    private static func name(_ number: Int) -> String {
        let digits = String(number)
        return "\(String(repeating: "0", count: max(0, 12 - digits.count)))\(digits).records"
    }
}
