// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import SeededNumbers
import Testing

@testable import ButlerSOS
@testable import ConfigurationFile

/// Configurations of all kinds, made from a seed: with keys of both generations, gaps, odd values and what nobody knows.
@Suite struct GeneratedMigrationTests {
    private let complete: CompleteConfiguration

    init() throws { complete = try CompleteConfiguration() }

    /// Keys that both are and were.
    private static let olderKeys = [
        "Butler-SOS.heartbeat.enable": "enabled", "Butler-SOS.dockerHealthCheck.enable": "enabled",
        "Butler-SOS.uptimeMonitor.enable": "enabled", "Butler-SOS.mqttConfig.enable": "enableMQTT",
        "Butler-SOS.influxdbConfig.enable": "enableInfluxdb", "Butler-SOS.logdb.enable": "enableLogDb",
        "Butler-SOS.influxdbConfig.host": "hostIP", "Butler-SOS.influxdbConfig.port": "hostPort",
        "Butler-SOS.userEvents.tags[].name": "tag",
    ]

    private static let oddities = [
        "", "~", "5", "\"8\"", "' info '", "<a b>", "[1, {a: b}]", "{a: 1, \"b c\": [x, null]}", "true",
        "\"a\\tb # c\"",
        "\"\"", "größe: 'x'", "|-\n%a: b\n%c", "0x1F", "[]", "{}", "every 5 minutes", "a/b",
    ]

    /// A configuration; most have mistakes in what is switched on and are skipped.
    private func text(_ numbers: inout SplitMix64) -> String {
        let dropping = numbers.chance(0.3) ? 0 : numbers.fraction() * 0.2
        let spoiling = numbers.chance(0.4) ? 0 : numbers.fraction() * 0.05
        // Most mistakes are allowed only in what is off.
        let turning = numbers.fraction()
        let isOlder = numbers.chance(0.5)
        var result: [String] = []
        var hidden = Int.max
        for line in complete.lines {
            let depth = CompleteConfiguration.depth(line.text)
            if depth > hidden { continue }
            hidden = .max
            guard let setting = line.setting else {
                result.append(line.text)
                continue
            }
            // The dash of an element has to stay, as have the servers and the certificates.
            let isNeeded =
                line.text.contains("- ")
                || ["cert.", "cert", "serversToMonitor"].contains { setting.key.hasPrefix("Butler-SOS.\($0)") }
            // Most older files cannot know it.
            if isOlder, setting.key.hasSuffix(".dataFormat"), numbers.chance(0.8) { continue }
            let isSwitch = setting.kind == "true or false"
            let isGap = setting.fallback != nil && numbers.chance(dropping)
            if !isNeeded, isGap || numbers.chance(dropping / 10) {
                hidden = depth
                continue
            }
            var text = line.text
            if isSwitch, numbers.chance(turning) { text = text.replacing(": true", with: ": false") }
            if isOlder, let older = Self.olderKeys[setting.key], numbers.chance(0.5) {
                text = text.replacing("\(CompleteConfiguration.key(text)):", with: "\(older):", maxReplacements: 1)
            }
            if !isNeeded, !isSwitch || setting.key.count > 45, numbers.chance(spoiling) {
                let blanks = String(repeating: " ", count: depth + 2)
                let odd = Self.oddities[numbers.number(in: 0...Self.oddities.count - 1)]
                text = "\(text.prefix { $0 != ":" }): \(odd.replacing("%", with: blanks))"
                hidden = depth
            }
            result.append(text)
            if numbers.chance(0.003), setting.shape == .value, !line.text.contains("- ") {
                result.append("\(String(repeating: " ", count: depth))qqqqqqqqqqqqqqqqqq\(result.count): {a: [b]}")
            }
        }
        var whole = result.joined(separator: "\n") + "\n"
        if isOlder, numbers.chance(0.5) {
            whole = whole.replacing("    v1Config:\n", with: "")
            for key in ["auth:", "dbName:", "retentionPolicy:"] {
                whole = whole.replacing("\n      \(key)", with: "\n    \(key)")
            }
        }
        return whole
    }

    @Test func `each means the same afterwards, and is the same after the next migration`() throws {
        var (accepted, older, partly, leftovers) = (0, 0, 0, 0)
        for number in 0..<300 {
            var numbers = SplitMix64(seed: 8, number)
            let text = text(&numbers)
            let migrated: Migrated
            do { migrated = try Migrated(text, at: complete.site) } catch is MonitorConfiguration.Invalid {
                continue
            } catch is ConfigurationFile.Failure {
                continue
            }
            accepted += 1
            older += migrated.old.influxDBSettings.version1.isFilledByVersion5 ? 1 : 0
            partly += migrated.old.notes.isEmpty ? 0 : 1
            leftovers += migrated.migration.leftovers.isEmpty ? 0 : 1
            let isSame = migrated.differences.isEmpty && migrated.again == migrated.text && migrated.problems.isEmpty
            #expect(
                isSame,
                "\(number): \(migrated.differences) \(migrated.problems)\n\(text)\n=====\n\(migrated.text)")
            if !isSame { break }
        }
        // The numbers say that all kinds occur.
        #expect(
            accepted > 60 && older > 15 && partly > 20 && leftovers > 10, "\(accepted) \(older) \(partly) \(leftovers)"
        )
    }
}
