// SPDX-License-Identifier: MIT

import Postgres
import Testing

struct PostgresURLTests {
    @Test func `reads a URL with everything in it`() throws {
        let url = try PostgresURL("postgres://tele%40me:p%3Aa%2Fs%25s:w@db.example:6543/tele%20metry?sslmode=require")
        #expect(url.host == "db.example" && url.port == 6543 && url.database == "tele metry")
        #expect(url.user == "tele@me" && url.password == "p:a/s%s:w" && url.parameters == ["sslmode": "require"])
    }

    @Test func `reads a URL with little in it`() throws {
        let url = try PostgresURL("postgresql://db/telemetry")
        #expect(url == PostgresURL(host: "db", port: 5432, database: "telemetry"))
        #expect(
            try PostgresURL("postgres://me@[::1]:5433/d")
                == PostgresURL(host: "::1", port: 5433, database: "d", user: "me"))
        #expect(try PostgresURL("postgres://me@[::1]/d").port == 5432)
        let socket = try PostgresURL("postgres:///telemetry?host=/var/run/postgresql")
        #expect(socket == PostgresURL(host: "/var/run/postgresql", database: "telemetry"))
    }

    @Test func `takes an at sign in a password that somebody forgot to encode`() throws {
        #expect(try PostgresURL("postgres://me:p@ss@db/telemetry").password == "p@ss")
    }

    @Test(
        arguments: [
            ("db/telemetry", "begin with postgres://"), ("mysql://db/telemetry", "begin with postgres://"),
            ("", "begin with postgres://"), ("postgres://", "no database"), ("postgres://db", "no database"),
            ("postgres:///telemetry", "no host"), ("postgres://me:hush@/telemetry", "no host"),
            ("postgres://me:hush@db:/telemetry", "port"), ("postgres://me:hush@db:0/telemetry", "port"),
            ("postgres://me:hush@db:65536/telemetry", "port"), ("postgres://me:hu/sh@db/telemetry", "port"),
            ("postgres://me:hush@[::1/telemetry", "port"), ("postgres://me:hush%4@db/telemetry", "password"),
            ("postgres://me:hush%zz@db/telemetry", "password"), ("postgres://me:hush%00@db/telemetry", "password"),
            ("postgres://me:hush%ff@db/telemetry", "password"), ("postgres://me:hush@db/a%", "database"),
            ("postgres://me:hush@db/a?password=hush", "parameter that is not known"),
            ("postgres://me:hu?sh@db/a", "parameter that is not known"), ("postgres://db/a?sslmode", "sslmode"),
            ("postgres://db/a?sslmode=a&sslmode=b", "sslmode twice"),
        ])
    func `says what is wrong, and nothing of what was written`(_ text: String, _ expected: String) {
        #expect {
            try PostgresURL(text)
        } throws: { error in
            "\(error)".contains(expected) && !"\(error)".contains("hush") && !"\(error)".contains("hu")
        }
    }

    @Test func `shows neither user nor password, however it is printed`() throws {
        let url = try PostgresURL("postgres://visitor:hush@[::1]:1/telemetry?sslkey=/hush.pem")
        var dumped = ""
        dump([url], to: &dumped)
        for text in ["\(url)", String(reflecting: url), "\(Optional(url) as Any)", dumped] {
            #expect(text.contains("postgres://[::1]:1/telemetry"))
            #expect(!text.contains("hush") && !text.contains("visitor"))
        }
    }
}
