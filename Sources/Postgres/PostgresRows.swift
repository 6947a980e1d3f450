// SPDX-License-Identifier: MIT

import CPostgres

/// The answer to a statement: rows, in the order in which the server sent them.
package struct PostgresRows: Sendable, RandomAccessCollection {
    private let result: PostgresResult

    init(_ result: PostgresResult) { self.result = result }

    package var startIndex: Int { 0 }
    package var endIndex: Int { result.rowCount }
    package subscript(index: Int) -> PostgresRow { PostgresRow(result: result, index: index) }

    /// How many rows the statement returned or changed.
    package var affected: Int { result.affected }

    /// The name of what was done: `INSERT 0 1`, `COMMIT`.
    var commandTag: String { result.commandTag }
}

/// One row of an answer.
package struct PostgresRow: Sendable {
    let result: PostgresResult
    let index: Int

    /// The value of a column, read as the type that is asked for. `NULL` can only be read as an optional.
    package subscript<Value: PostgresDecodable>(column: String) -> Value {
        get throws(PostgresError) {
            guard let number = result.columns[column] else {
                throw PostgresError(.unexpectedValue, "there is no column named \(column)")
            }
            let text = result.text(row: index, column: number)
            guard let value = Value(postgres: text) else {
                let what = text == nil ? "NULL" : "a value of another type"
                throw PostgresError(.unexpectedValue, "column \(column) has \(what) where \(Value.self) was expected")
            }
            return value
        }
    }
}

/// An answer in libpq's memory. Nothing changes it, so that it can be read anywhere.
final class PostgresResult: Sendable {
    nonisolated(unsafe) private let pointer: OpaquePointer
    let rowCount: Int
    let columns: [String: Int32]

    /// Takes an answer over, and frees it at the end.
    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        rowCount = Int(PQntuples(pointer))
        // The columns of rows that are to be sent have no names.
        let names = (0..<PQnfields(pointer)).compactMap { column in
            PQfname(pointer, column).map { (String(cString: $0), column) }
        }
        columns = Dictionary(names, uniquingKeysWith: { first, _ in first })
    }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }
    var commandTag: String { String(cString: PQcmdStatus(pointer)) }
    var affected: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    /// A part of the error that the answer tells.
    func diagnosis(_ field: Character) -> String? {
        PQresultErrorField(pointer, Int32(field.asciiValue ?? 0)).map { String(cString: $0) }
    }

    /// The value as the server printed it, for as long as this lives.
    func text(row: Int, column: Int32) -> UnsafeBufferPointer<UInt8>? {
        let row = Int32(row)
        guard PQgetisnull(pointer, row, column) == 0, let value = PQgetvalue(pointer, row, column) else { return nil }
        let bytes = UnsafeRawPointer(value).assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: bytes, count: Int(PQgetlength(pointer, row, column)))
    }
}
