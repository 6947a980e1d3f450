// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Testing

@testable import Postgres

struct PostgresConnectionTests {
    private let connection: PostgresConnection

    init() async throws {
        let server = try await PostgresServer.shared()
        connection = try await PostgresConnection.open(PostgresURL(try await server.makeDatabase()))
    }

    @Test func `carries values there and back`() async throws {
        let bytes = (0...255).map { UInt8($0) }
        let rows = try await connection.query(
            "SELECT $1 AS text, $2 AS integer, $3 AS boolean, $4 AS bytes, $5::text AS nothing, $6 AS empty, $7 AS none",
            ["ä\\'\"\n🙂$1", .integer(.min), true, .bytes(bytes), nil, "", .bytes([])])
        let row = try #require(rows.first)
        #expect(rows.count == 1)
        #expect(try row["text"] == "ä\\'\"\n🙂$1")
        #expect(try row["integer"] == Int64.min)
        #expect(try row["boolean"] == true)
        #expect(try row["bytes"] == bytes)
        #expect(try row["nothing"] == nil as String?)
        #expect(try row["empty"] == "")
        #expect(try row["none"] == [UInt8]())
        #expect(try row["integer"] == Optional(Int64.min))
        #expect(try row["integer"] == "-9223372036854775808")
    }

    @Test func `carries lists of values, one row for each`() async throws {
        let texts: [String?] = ["a", nil, "", "{\"b\"}", "NULL", "ü\\"]
        let integers: [Int64?] = [1, nil, 0, -1, .max, .min]
        let booleans: [Bool?] = [true, nil, false, true, true, false]
        let byteStrings: [[UInt8]?] = [[1], nil, [], [0, 255], [92, 120], [0]]
        let rows = try await connection.query(
            "SELECT * FROM unnest($1, $2, $3, $4) AS list (text, integer, boolean, bytes)",
            [.texts(texts), .integers(integers), .booleans(booleans), .byteStrings(byteStrings)])
        #expect(try rows.map { try $0["text"] as String? } == texts)
        #expect(try rows.map { try $0["integer"] as Int64? } == integers)
        #expect(try rows.map { try $0["boolean"] as Bool? } == booleans)
        #expect(try rows.map { try $0["bytes"] as [UInt8]? } == byteStrings)
        let none = try await connection.query("SELECT unnest($1) AS text", [.texts([])])
        #expect(none.isEmpty)
        #expect(try await connection.query("SELECT 1 AS one WHERE 2 = ANY ($1)", [.integers([1, 2])]).count == 1)
    }

    @Test func `says which column is not what was asked for`() async throws {
        let row = try #require(try await connection.query("SELECT NULL AS nothing, 'x' AS word, 2 AS two").first)
        #expect(throws: PostgresError(.unexpectedValue, "column nothing has NULL where String was expected")) {
            try row["nothing"] as String
        }
        #expect(
            throws: PostgresError(.unexpectedValue, "column word has a value of another type where Int64 was expected")
        ) {
            try row["word"] as Int64
        }
        #expect(throws: PostgresError(.unexpectedValue, "there is no column named none")) { try row["none"] as Int64? }
        for column in ["word", "two"] {
            #expect(throws: PostgresError.self) { try row[column] as Bool }
            #expect(throws: PostgresError.self) { try row[column] as [UInt8] }
            #expect(throws: PostgresError.self) { try row[column] as [UInt8]? }
        }
    }

    @Test func `tells why the server refused, without the values`() async throws {
        try await connection.execute("CREATE TABLE once (word text PRIMARY KEY)")
        #expect(try await connection.query("INSERT INTO once VALUES ($1)", ["canary"]).affected == 1)
        let refusal = await #expect(throws: PostgresError.self) {
            try await connection.query("INSERT INTO once VALUES ($1)", ["canary"])
        }
        #expect(refusal?.kind == .refused && refusal?.sqlState == "23505" && refusal?.isContention == false)
        #expect(refusal.map { "\($0)" }?.contains("once_pkey") == true)
        #expect(refusal.map { "\($0)" }?.contains("canary") == false)
        let mistake = await #expect(throws: PostgresError.self) { try await connection.query("SELEC 1") }
        #expect(mistake?.sqlState == "42601")
        // The connection goes on.
        #expect(try await connection.query("SELECT * FROM once").count == 1)
        #expect(await connection.isUsable)
    }

    @Test func `refuses what cannot be sent, and goes on`() async throws {
        let zero = await #expect(throws: PostgresError.self) { try await connection.query("SELECT $1", ["a\0b"]) }
        #expect(zero?.sqlState == "22021")
        let many = [PostgresParameter](repeating: 1, count: 70_000)
        let tooMany = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1", many) }
        #expect(tooMany?.kind == .misuse)
        let reopened = await #expect(throws: PostgresError.self) { try await connection.open() }
        #expect(reopened?.kind == .misuse)
    }

    @Test func `runs a script of several statements as one`() async throws {
        await #expect(throws: PostgresError.self) {
            try await connection.execute("CREATE TABLE half (a int8); SELECT 1 / 0; CREATE TABLE other (a int8)")
        }
        try await connection.execute("CREATE TABLE half (a int8); INSERT INTO half VALUES (1), (2); SELECT 1")
        #expect(try await connection.query("DELETE FROM half").affected == 2)
    }

    @Test func `remembers statements, and no more than it should`() async throws {
        let prepared = "SELECT count(*)::int8 AS statements FROM pg_prepared_statements"
        for number in 0..<3 {
            #expect(try await connection.query("SELECT $1 AS a", [.integer(Int64(number))]).first?["a"] == number)
        }
        #expect(try await connection.query(prepared).first?["statements"] == 2)
        // The same words with another type are another statement.
        #expect(try await connection.query("SELECT $1 AS a", ["x"]).first?["a"] == "x")
        #expect(try await connection.query(prepared).first?["statements"] == 3)
        for number in 0..<PostgresConnection.maximumPrepared { try await connection.query("SELECT \(number)") }
        let count = try #require(try await connection.query(prepared).first?["statements"] as Int?)
        #expect(count <= PostgresConnection.maximumPrepared)
    }

    @Test func `is given up when its statements do not fit the tables any more`() async throws {
        try await connection.execute("CREATE TABLE changing (a int8)")
        try await connection.query("SELECT * FROM changing")
        try await connection.execute("ALTER TABLE changing ALTER a TYPE text")
        await #expect(throws: PostgresError.self) { try await connection.query("SELECT * FROM changing") }
        #expect(await !connection.isUsable)
    }

    @Test func `copies many rows, or none`() async throws {
        try await connection.execute("CREATE TABLE copied (word text, number int8, flag boolean, bytes bytea)")
        let words = ["tab\t", "line\nfeed\r", "back\\slash", #"\N"#, "", "ü"]
        let rows: [[PostgresParameter]] = (0..<20_000).map { index in
            [
                .text(words[index % words.count]), index == 7 ? .null : .integer(Int64(index)), .boolean(index > 9),
                .bytes([0, UInt8(index % 256), 92]),
            ]
        }
        let columns = ["word", "number", "flag", "bytes"]
        #expect(try await connection.copy(rows, into: "copied", columns: columns) == 20_000)
        let sums = try await connection.query(
            """
            SELECT count(DISTINCT word) AS words, count(number) AS numbers, count(*) FILTER (WHERE flag) AS flags,
                count(*) FILTER (WHERE bytes = decode('00015c', 'hex')) AS ones, min(word) FILTER (WHERE number = 3) AS nul
            FROM copied
            """)
        let sum = try #require(sums.first)
        #expect(try sum["words"] == 6)
        #expect(try sum["numbers"] == 19_999)
        #expect(try sum["flags"] == 19_990)
        #expect(try sum["ones"] == 79)
        #expect(try sum["nul"] == #"\N"#)
        for bad in [["a", "b"], ["a", 1, true, .texts([])], ["a", "no number", true, .bytes([])]]
            as [[PostgresParameter]]
        {
            let mixed = rows.prefix(3000) + [bad]
            let error = await #expect(throws: PostgresError.self) {
                try await connection.copy(mixed, into: "copied", columns: columns)
            }
            #expect(error?.kind == .misuse || error?.sqlState == "22P02")
        }
        #expect(try await connection.query("SELECT count(*) AS rows FROM copied").first?["rows"] == 20_000)
        // What copies without being told so is refused, since nobody would send or read the rows.
        let out = await #expect(throws: PostgresError.self) { try await connection.execute("COPY copied TO STDOUT") }
        #expect(out?.kind == .misuse)
    }

    @Test func `sends and reads more than fits into any buffer`() async throws {
        let bytes = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let rows = try await connection.query("SELECT $1 AS bytes", [.bytes(bytes)])
        #expect(try rows.first?["bytes"] == bytes)
    }
}
