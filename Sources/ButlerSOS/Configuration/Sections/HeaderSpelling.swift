// SPDX-License-Identifier: MIT

/// What HTTP takes as the name and the value of a header.
enum HeaderSpelling {
    private static let marks = Set("!#$%&'*+-.^_`|~".utf8)

    static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || marks.contains(byte)
            }
    }

    static func isValue(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 }
    }

    /// Says how the message is built, which nobody else can know.
    static func isReserved(_ name: String) -> Bool {
        ["connection", "content-encoding", "content-length", "content-type", "host", "transfer-encoding"]
            .contains(name.lowercased())
    }
}
