// SPDX-License-Identifier: MIT

import Testing

@testable import ConfigurationFile

@Suite struct SettingValueTests {
    @Test(
        arguments: [
            ("", .nothing), ("~", .nothing), ("true", .boolean(true)), ("False", .boolean(false)),
            ("12", .number("12")),
            ("0x1F", .number("31")), ("1.50", .number("1.5")), (".inf", .text(".inf")), ("info", .text("info")),
            ("\"12\"", .text("12")), ("\"\"", .text("")), ("\"a\\x00b\\u2028\"", .text("a\u{0}b\u{2028}")),
            ("**********", .text("**********")), ("[]", .list([])),
            ("[a, \"b, c\", 1]", .list([.text("a"), .text("b, c"), .number("1")])),
            ("{}", .pairs([])), ("{a: b, \"c:d\": ~}", .pairs([.init("a", .text("b")), .init("c:d", .nothing)])),
            (
                "{a: **********, b: **********}",
                .pairs([.init("a", .text("**********")), .init("b", .text("**********"))])
            ),
            ("http://**********@host/?**********", .text("http://**********@host/?**********")),
            ("{not: closed", .text("{not: closed")), ("[a: *b]", .text("[a: *b]")),
        ] as [(String, SettingValue)])
    func `is what the value of a setting says`(text: String, value: SettingValue) {
        #expect(SettingValue(spelled: text) == value)
    }
}
