// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import TelemetryClient

struct PublishedSystemsTests {
    private static let patterns = FieldRegistry.fields.reduce(into: [String: TextPattern]()) { patterns, field in
        if case .text(let pattern) = field.kind { patterns[field.name] = pattern }
    }

    @Test func `are all words that a collector accepts`() throws {
        let words = [
            "distro": PublishedSystems.all.map(\.name) + [PublishedSystems.other, PublishedSystems.unknown],
            "codename": PublishedSystems.all.flatMap(\.codenames) + ["", PublishedSystems.unknown],
            "release": [
                PublishedSystems.other, PublishedSystems.rolling, PublishedSystems.unknown,
                "9999.9999.20991231-SP9 LTS",
            ],
            "arch": PublishedSystems.architectures, "platform": PublishedSystems.platforms,
        ]
        for (field, words) in words {
            let pattern = try #require(Self.patterns[field])
            for word in words { #expect(pattern.accepts(word), "\(field) \(word)") }
        }
    }

    @Test func `are each named once`() {
        let names = PublishedSystems.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count > 50)
    }

    @Test func `contain what this program is`() {
        #expect(PublishedSystems.architectures.contains(HostFacts.withheld.arch))
        #expect(PublishedSystems.platforms.contains(HostFacts.withheld.platform))
        #if arch(x86_64)
        #expect(HostFacts.withheld.arch == "x64")
        #elseif arch(arm64)
        #expect(HostFacts.withheld.arch == "arm64")
        #endif
    }

    @Test func `have a name for each macOS that this program runs on`() {
        #expect(PublishedSystems.macOS.name == "macOS")
        #expect(PublishedSystems.macOSNames["15"] == "Sequoia" && PublishedSystems.macOSNames["26"] == "Tahoe")
        #expect(PublishedSystems.macOS.codenames.contains("Sequoia"))
    }
}
