// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@Suite struct AppNamesTests {
    @Test func `knows apps by ID, and of two with the same ID the first`() {
        let names = AppNames([("1", "one"), ("2", ""), ("1", "uno")])
        #expect(names.count == 2)
        #expect(names.name(of: "1") == "one")
        #expect(names.name(of: "2") == "")
        #expect(names.name(of: "3") == nil)
        #expect(AppNames().count == 0)
    }

    @Test func `sorts names, and keeps the IDs of apps that it does not know`() {
        let names = AppNames([("1", "zebra"), ("2", "Ape"), ("3", "ape")])
        #expect(names.sorted(["1", "unknown", "3", "2"]).apps == ["Ape", "ape", "unknown", "zebra"])
    }

    @Test func `keeps names that several apps have, and apps that are there several times`() {
        let names = AppNames([("1", "x"), ("2", "x")])
        #expect(names.sorted(["1", "2", "1"]).apps == ["x", "x", "x"])
    }

    @Test func `tells session apps by how their ID starts, to the letter`() {
        let names = AppNames([("SessionApp_1", "never shown"), ("sessionapp_1", "an app")])
        let sorted = names.sorted([
            "SessionApp_2", "sessionapp_1", "SessionApp_1", "SessionApp", "xSessionApp", "SessionApp_2",
        ])
        #expect(sorted.sessionApps == ["SessionApp", "SessionApp_1", "SessionApp_2", "SessionApp_2"])
        #expect(sorted.apps == ["an app", "xSessionApp"])
    }

    /// Characters beyond the first 65 536 are two units, D800 and above, which come before U+E000 and U+FF21.
    @Test func `sorts by UTF-16 units, as the original does`() {
        let names = AppNames()
        #expect(
            names.sorted(["Ａ", "😀", "\u{E000}", "z", "é", "Z", "𐀀", "\u{D7FF}", "e\u{301}", ""]).apps
                == ["", "Z", "e\u{301}", "z", "é", "\u{D7FF}", "𐀀", "😀", "\u{E000}", "Ａ"])
        #expect(names.sorted(["SessionApp_Ａ", "SessionApp_😀"]).sessionApps == ["SessionApp_😀", "SessionApp_Ａ"])
    }

    @Test func `gives nothing for nothing`() {
        let sorted = AppNames([("1", "x")]).sorted([])
        #expect(sorted.apps.isEmpty && sorted.sessionApps.isEmpty)
    }
}
