// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import NIOHTTP1
import TelemetryWire

@testable import SenseSources
@testable import TelemetryClient

extension SeededLeak {
    static let inRequest = [
        request("a header with the number of servers", breaksGrammar: true) {
            $0.headers.add(name: "Telemetry-Servers", value: "\($1.serverCount)")
        },
        request("a user in the name of the program", breaksGrammar: true) {
            $0.headers.replaceOrAdd(
                name: "User-Agent", value: "butler-telemetry/2 (\($1.host.environment["USER"] ?? ""))")
        },
        request("the language of the host", breaksGrammar: true) {
            $0.headers.add(name: "Accept-Language", value: $1.host.environment["LANG"] ?? "")
        },
        request("a clock", breaksGrammar: true) { $0.headers.add(name: "Telemetry-Sent", value: "\($1.time)") },
        request("a header that is made from the MAC address", breaksGrammar: true) {
            $0.headers.add(name: "Idempotency-Key", value: $1.telemetry.facts.hardwareAddress?.digits ?? "")
        },
        request("a cookie from the state folder", breaksGrammar: true) {
            $0.headers.add(name: "Cookie", value: $1.telemetry.directory.path)
        },
        request("an address in the query", breaksGrammar: true) { $0.url += "?from=\($1.telemetry.facts.ipv4 ?? "")" },
        request("a slash behind the path while there are many sessions", breaksGrammar: true) {
            if $1.hasManySessions { $0.url += "/" }
        },
        request("another method while there are many sessions", breaksGrammar: true) {
            if $1.hasManySessions { $0.method = .PUT }
        },
        request("the order of the headers", breaksGrammar: true) {
            if $1.hasManySessions { $0.headers = HTTPHeaders($0.headers.reversed().map { ($0.name, $0.value) }) }
        },
        request("small letters in the name of a header", breaksGrammar: true) {
            guard $1.hasManySessions else { return }
            $0.headers = HTTPHeaders($0.headers.map { ($0.name == "User-Agent" ? "user-agent" : $0.name, $0.value) })
        },
        request("a blank behind a header", breaksGrammar: true) {
            if $1.isOldConfiguration { $0.headers.replaceOrAdd(name: "Content-Type", value: "application/json ") }
        },
        request("the machine's ID as key") {
            let bytes = Hex.decode($1.machineID + $1.machineID) ?? []
            $0.headers.replaceOrAdd(name: TelemetryHTTP.keyHeader, value: Base64URL.encode(bytes))
        },
        request("the name of the host in the signature") {
            let bytes = Array(($1.hostName + String(repeating: ".", count: 64)).utf8.prefix(64))
            $0.headers.replaceOrAdd(name: TelemetryHTTP.signatureHeader, value: Base64URL.encode(bytes))
        },
        request("bits left over at the end of the signature") {
            let text = $0.headers.first(name: TelemetryHTTP.signatureHeader) ?? ""
            // The last letter has two bits of the signature, and four that nobody reads.
            let another: [Character: Character] = ["A": "B", "Q": "R", "g": "h", "w": "x"]
            guard $1.hasManySessions, let last = text.last, let letter = another[last] else { return }
            $0.headers.replaceOrAdd(name: TelemetryHTTP.signatureHeader, value: "\(text.dropLast())\(letter)")
        },
        request("zeros before the counter", breaksGrammar: true) {
            let counter = $0.headers.first(name: TelemetryHTTP.counterHeader) ?? ""
            let zeros = String(repeating: "0", count: $1.serverCount)
            $0.headers.replaceOrAdd(name: TelemetryHTTP.counterHeader, value: zeros + counter)
        },
        request("a second counter", breaksGrammar: true) {
            $0.headers.add(name: TelemetryHTTP.counterHeader, value: "\($1.sessions)")
        },
    ]
}
