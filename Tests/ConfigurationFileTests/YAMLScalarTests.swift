// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@Suite struct YAMLScalarTests {
    static let texts = [
        "word", "two words", "", " ", "10d", "10", "1.5", "0x1F", "true", "No", "null", "~", "-", "- a", "a: b", "a:",
        "a #b", "#a", "a,b", "[a]", "{a}", "'a'", "\"a\"", "a\\b", "a\nb", "a\tb", "a\u{7}b", "größe",
        "http://a:80/x?y=z",
        "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "?", "a ", "<a>", "10.0.0.1", "INF", "é]", "a}",
    ]

    @Test(arguments: texts)
    func `reads back as the same text`(text: String) throws {
        let reading = try Reading("key: \(YAMLScalar.spelled(text))\nlist: \(YAMLScalar.list([text, "end"]))\n")
        #expect(reading.root.text("key", format: .verbatim) == text)
        #expect(reading.root.texts("list", format: .verbatim) == [text, "end"])
        #expect(reading.sentences.isEmpty)
    }

    @Test(arguments: ["word", "two words", "10.0.0.1", "http://a:80/x?y=z", "./a", "certs/a.pem", "10d"])
    func `leaves plain texts plain`(text: String) {
        #expect(YAMLScalar.spelled(text) == text)
    }
}
