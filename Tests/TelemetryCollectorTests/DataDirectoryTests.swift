// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryCollector
import TelemetryWire
import Testing

struct DataDirectoryTests {
    private let temporary: TemporaryDirectory
    private let path: String

    init() throws {
        temporary = try TemporaryDirectory()
        path = temporary.file("made/data")
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    @Test func `is made for its owner only`() throws {
        let directory = try DataDirectory(path: path)
        #expect(try permissions(of: path) == 0o700)
        let names = ["admin-token", "pepper", "telemetry.sqlite", "tombstones.sqlite"]
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == names)
        for name in names { #expect(try permissions(of: "\(path)/\(name)") == 0o600, "\(name)") }
        #expect(directory.databasePath == "\(path)/telemetry.sqlite")
    }

    @Test func `keeps its secrets`() throws {
        let first = try DataDirectory(path: path)
        let id = String(repeating: "ab", count: 32)
        let pepper = try first.pepper().keyedID(of: id)
        let token = try first.adminToken()
        let second = try DataDirectory(path: path)
        #expect(try second.pepper().keyedID(of: id) == pepper)
        #expect(try second.adminToken() == token)
    }

    @Test func `makes other secrets in another place, and two different ones`() throws {
        let first = try DataDirectory(path: path)
        let second = try DataDirectory(path: temporary.file("other"))
        #expect(try first.adminToken() != second.adminToken())
        #expect(try text("pepper") != text("admin-token"))
        #expect(try Hex.decode(first.adminToken())?.count == 32)
        #expect(try text("admin-token") == first.adminToken() + "\n")
    }

    @Test(arguments: [
        "", "\n", "damaged", "abcd", String(repeating: "ab", count: 31), String(repeating: "ab", count: 33),
    ])
    func `refuses a damaged pepper, names it, and makes no other`(_ damage: String) throws {
        _ = try DataDirectory(path: path)
        _ = try temporary.write(damage, to: "made/data/pepper")
        #expect { try DataDirectory(path: path) } throws: { error in
            guard let failure = error as? DataDirectoryFailure else { return false }
            return failure.file == "\(path)/pepper" && (damage.count < 4 || !"\(failure)".contains(damage + " "))
        }
        #expect(try text("pepper") == damage)
    }

    @Test func `accepts a pepper without a line end and with blanks around it`() throws {
        _ = try DataDirectory(path: path)
        let digits = try text("pepper").trimmingCharacters(in: .whitespacesAndNewlines)
        let before = try DataDirectory(path: path).pepper().keyedID(of: "x")
        for spelling in [digits, " \(digits)\r\n", digits.uppercased()] {
            _ = try temporary.write(spelling, to: "made/data/pepper")
            #expect(try DataDirectory(path: path).pepper().keyedID(of: "x") == before)
        }
    }

    @Test func `names a folder that cannot be made`() throws {
        let file = try temporary.write("", to: "file")
        #expect { try DataDirectory(path: "\(file)/data") } throws: { error in
            (error as? DataDirectoryFailure)?.file == "\(file)/data"
        }
    }

    @Test func `takes secrets from files and texts, and makes none of its own then`() throws {
        let pepper = String(repeating: "0f", count: 32)
        let token = try temporary.write("  a-token-of-my-own-1\n", to: "token")
        let secrets = SecretSources(pepper: .text(pepper + "\n", setting: "X"), adminToken: .file(token))
        let directory = try DataDirectory(path: path, secrets: secrets, holdsDatabase: false)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [])
        #expect(try directory.adminToken() == "a-token-of-my-own-1")
        let id = String(repeating: "ab", count: 32)
        #expect(
            try directory.pepper().keyedID(of: id) == Pepper(bytes: Array(repeating: 15, count: 32)).keyedID(of: id))
        #expect("\(secrets)" == "<redacted>")
    }

    @Test(arguments: ["", "abc", String(repeating: "zz", count: 32), String(repeating: "ab", count: 33)])
    func `refuses a given pepper that is none, and names the setting but not the value`(_ text: String) throws {
        let file = try temporary.write(text, to: "secret")
        for source in [SecretSources.Source.text(text, setting: "BUTLER_TELEMETRY_PEPPER"), .file(file)] {
            #expect {
                try DataDirectory(path: path, secrets: SecretSources(pepper: source))
            } throws: { error in
                let text = text.isEmpty ? "no" : text
                return ["BUTLER_TELEMETRY_PEPPER", file].contains { "\(error)".hasPrefix($0) }
                    && (text.count < 4 || !"\(error)".contains(text))
            }
        }
    }

    @Test(arguments: ["short", String(repeating: " ", count: 20), "fifteen-letters", "has a space in the middle"])
    func `refuses an admin token that is easily guessed or cannot be typed`(_ token: String) throws {
        let secrets = SecretSources(adminToken: .text(token, setting: "TOKEN"))
        #expect { try DataDirectory(path: path, secrets: secrets) } throws: { "\($0)".contains("at least 16") }
    }
}
