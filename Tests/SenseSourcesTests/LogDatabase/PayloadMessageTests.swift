// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSources

@Suite struct PayloadMessageTests {
    @Test(arguments: [
        (#"{"Message":"Certificate about to expire","Logger":"System.Proxy"}"#, "Certificate about to expire"),
        (#" { "Logger" : "x" , "Message" : "a" } "#, "a"),
        (#"{"Inner":{"Message":"no","List":[1,"]}",{}]},"Message":"yes"}"#, "yes"),
        (#"{"Text":"\"Message\":\"no\"","Message":"yes"}"#, "yes"),
        (#"{"Message":"one","Message":"two"}"#, "two"),
        (#"{"Message":"\"q\" \\ \/ \n\r\t\b\f"}"#, "\"q\" \\ / \n\r\t\u{8}\u{C}"),
        (#"{"Message":"\u00e5\ud83d\ude00"}"#, "å😀"), (#"{"M\u0065ssage":"x"}"#, "x"),
        (#"{"Message":""}"#, ""), (#"{"Message":null}"#, ""), (#"{"Message":42}"#, "42"),
        (#"{"Message":{"a":[1, 2]},"b":1}"#, #"{"a":[1, 2]}"#), (#"{"Message":true}"#, "true"),
    ])
    func `finds the message`(payload: String, message: String) {
        #expect(PayloadMessage.read(payload) == message)
    }

    @Test(arguments: [
        "", "null", "[]", "\"Message\"", "{}", #"{"message":"x"}"#, #"{"Other":1}"#, "{", "{\"", "{\"Message", "{x:1}",
        #"{"Message""#, #"{"Message":"#, #"{"a":[[[["#, #"{"a":"\"#,
    ])
    func `is empty where there is none`(payload: String) { #expect(PayloadMessage.read(payload) == "") }

    @Test(arguments: [
        (#"{"Message":"cut"#, "cut"), (#"{"Message":"cut\"#, "cut"), (#"{"Message":"a\u00"#, "a\u{FFFD}"),
        (#"{"Message":"a\ud800b"}"#, "a\u{FFFD}b"), (#"{"Message":"a\ud800\u0041"}"#, "a\u{FFFD}A"),
        (#"{"Message":"a\u0000b"}"#, "a\u{FFFD}b"), (#"{"Message":"a\uzzzzb"}"#, "a\u{FFFD}b"),
    ])
    func `makes the best of what is strange or cut`(payload: String, message: String) {
        #expect(PayloadMessage.read(payload) == message)
    }

    @Test func `cuts long messages between characters`() {
        for prefix in ["", "a", "ab", "abc"] {
            let message = PayloadMessage.read(
                #"{"Message":"\#(prefix)\#(String(repeating: "😀", count: 20_000))","x":1}"#)
            #expect(message.utf8.count <= PayloadMessage.maximumLength)
            #expect(message.utf8.count > PayloadMessage.maximumLength - 4)
            #expect(message.hasPrefix(prefix) && message.hasSuffix("😀"))
        }
    }

    @Test func `is not bothered by depth`() {
        let depth = 100_000
        let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(PayloadMessage.read(#"{"a":\#(nested),"Message":"x"}"#) == "x")
    }
}
