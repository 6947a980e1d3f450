// SPDX-License-Identifier: MIT

import CPostgres

extension PostgresConnection {
    /// Appends many rows to a table, all or none, and returns how many.
    ///
    /// - Parameters:
    ///   - table: the name of the table as it stands in SQL; never text that comes from elsewhere, as the columns.
    ///   - rows: one parameter per column and row. Arrays cannot be copied.
    @discardableResult
    package func copy(
        _ rows: some Sequence<[PostgresParameter]>, into table: String, columns: [String], timeout: Duration? = nil
    ) throws(PostgresError) -> Int {
        let deadline = deadline(timeout)
        let link = try openLink()
        let statement = "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN"
        try link.exchange(until: deadline, startsCopy: true) { PQsendQuery($0, statement) }
        var bytes: [UInt8] = []
        for row in rows {
            guard row.count == columns.count, CopyText.append(row, to: &bytes) else {
                // The server's answer is that it was told so.
                _ = try? link.finishCopy(refusal: "a row does not fit the columns", until: deadline)
                throw PostgresError(.misuse, "a row does not fit the columns")
            }
            if bytes.count >= CopyText.chunk {
                try link.copy(bytes, until: deadline)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        if !bytes.isEmpty { try link.copy(bytes, until: deadline) }
        return try link.finishCopy(until: deadline).affected
    }
}

/// Rows as `COPY` reads them: one line each, with tabs between the values.
enum CopyText {
    /// After how many bytes rows are sent.
    static let chunk = 64 << 10

    private static let digits = Array("0123456789abcdef".utf8)

    /// Appends a row; `false` if it holds an array.
    static func append(_ row: [PostgresParameter], to bytes: inout [UInt8]) -> Bool {
        for (index, value) in row.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\t")) }
            switch value {
            case .null: bytes += #"\N"#.utf8
            case .text(let text): append(text, to: &bytes)
            case .integer(let integer): bytes += String(integer).utf8
            case .boolean(let boolean): bytes.append(UInt8(ascii: boolean ? "t" : "f"))
            case .bytes(let value):
                bytes += #"\\x"#.utf8
                for byte in value { bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
            case .texts, .integers, .booleans, .byteStrings: return false
            }
        }
        bytes.append(UInt8(ascii: "\n"))
        return true
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
            case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
            case UInt8(ascii: "\r"): bytes += #"\r"#.utf8
            case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
            default: bytes.append(byte)
            }
        }
    }
}
