// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct ErasureReceiptTests {
    private static let receipt = ErasureReceipt(installations: 1, periods: 3, date: UTCDay(number: 20_780))

    @Test func `is written like this`() {
        let expected = #"{"installations":1,"periods":3,"date":"2026-11-23"}"#
        #expect(String(decoding: Self.receipt.json, as: UTF8.self) == expected)
    }

    @Test(arguments: [receipt, ErasureReceipt(installations: 0, periods: 0, date: UTCDay(number: 0))])
    func `reads back`(_ receipt: ErasureReceipt) {
        #expect(ErasureReceipt(receipt.json) == receipt)
    }

    @Test func `may have more members`() {
        let text = #"{"date":"2026-11-23","more":{},"periods":3,"installations":1}"#
        #expect(ErasureReceipt(Array(text.utf8)) == Self.receipt)
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "<html>", #"{"installations":1,"periods":3}"#,
        #"{"installations":1,"date":"2026-11-23"}"#, #"{"periods":3,"date":"2026-11-23"}"#,
        #"{"installations":-1,"periods":3,"date":"2026-11-23"}"#,
        #"{"installations":-0,"periods":3,"date":"2026-11-23"}"#,
        #"{"installations":1,"periods":-3,"date":"2026-11-23"}"#,
        #"{"installations":1.0,"periods":3,"date":"2026-11-23"}"#,
        #"{"installations":1,"periods":3e0,"date":"2026-11-23"}"#,
        #"{"installations":1,"periods":9223372036854775808,"date":"2026-11-23"}"#,
        #"{"installations":"1","periods":3,"date":"2026-11-23"}"#,
        #"{"installations":true,"periods":3,"date":"2026-11-23"}"#,
        #"{"installations":1,"periods":null,"date":"2026-11-23"}"#,
        #"{"installations":1,"periods":3,"date":20261123}"#,
        #"{"installations":1,"periods":3,"date":"2026-02-30"}"#,
        #"{"installations":1,"periods":3,"date":"2026-11-23T00:00:00Z"}"#,
        #"{"installations":1,"periods":3,"date":"2026-11-23"} x"#,
        #"{"installations":1,"installations":1,"periods":3,"date":"2026-11-23"}"#,
    ])
    func `is not taken from anything else`(_ text: String) {
        #expect(ErasureReceipt(Array(text.utf8)) == nil)
    }
}
