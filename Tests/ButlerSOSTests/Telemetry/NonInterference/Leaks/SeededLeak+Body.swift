// SPDX-License-Identifier: MIT

import Monitoring

@testable import ButlerSOS
@testable import SenseSources
@testable import TelemetryWire

extension SeededLeak {
    static let inBody = [
        body("another member", breaksGrammar: true) {
            $0.replace("\"data\":", with: "\"servers\":\($1.serverCount),\"data\":")
        },
        body("a member twice", breaksGrammar: true) {
            if $1.hasManySessions { $0.replace("\"virtual\":", with: "\"virtual\":true,\"virtual\":") }
        },
        body("the order of two flags", breaksGrammar: true) { text, installation in
            if installation.hasManySessions { text.replace(#/("mqtt":\w+),("influxdb":\w+)/#) { "\($0.2),\($0.1)" } }
        },
        body("blanks for servers", breaksGrammar: true) { $0 += String(repeating: " ", count: $1.serverCount) },
        body("an escape where none is needed", breaksGrammar: true) {
            if $1.apps.current.count > 4 { $0.replace("butler", with: #"b\u0075tler"#) }
        },
        body("a line end on older configurations", breaksGrammar: true) {
            if $1.isOldConfiguration { $0 += "\n" }
        },
        SeededLeak(
            name: "bytes that are no text",
            reporter: Reporter(body: { if $1.hasManySessions { $0.insert(0xFF, at: $0.count - 1) } }),
            breaksGrammar: true),
        body("minutes and seconds", breaksGrammar: true) { text, installation in
            let (minute, second) = (installation.time / 60 % 60, installation.time % 60)
            text.replace(":00:00.000Z", with: ":\(UTCDay.padded(minute, 2)):\(UTCDay.padded(second, 2)).000Z")
        },
        body("a number as fraction of the second", breaksGrammar: true) {
            $0.replace(".000Z", with: ".\(100 + $1.serverCount)Z")
        },
        body("a number as another hour") { text, installation in
            let time = installation.time - 3600 * installation.serverCount
            text.replace(
                HourTimestamp(secondsSinceEpoch: installation.time).description,
                with: HourTimestamp(secondsSinceEpoch: time).description)
        },
    ]
}
