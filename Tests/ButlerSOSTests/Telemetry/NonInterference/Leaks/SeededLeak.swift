// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import TelemetryWire
import Testing

/// A fault that tells something which is nobody's business. The comparison has to find each of them.
struct SeededLeak: Sendable, CustomTestStringConvertible {
    var name: String
    var reporter: Reporter
    /// A single request shows it: it has something that no request may have, whatever another one looks like.
    var breaksGrammar: Bool

    static let all = inFacts + inBody + inRequest

    var testDescription: String { name }

    /// A fault in what the report says.
    static func fact(
        _ name: String, breaksGrammar: Bool = false,
        _ change: @escaping @Sendable (inout TelemetryReport, Installation) -> Void
    ) -> SeededLeak {
        SeededLeak(name: name, reporter: Reporter(fact: change), breaksGrammar: breaksGrammar)
    }

    /// A fault in the bytes that are signed.
    static func body(
        _ name: String, breaksGrammar: Bool = false,
        _ change: @escaping @Sendable (inout String, Installation) -> Void
    ) -> SeededLeak {
        let reporter = Reporter(body: { body, installation in
            var text = String(decoding: body, as: UTF8.self)
            change(&text, installation)
            body = Array(text.utf8)
        })
        return SeededLeak(name: name, reporter: reporter, breaksGrammar: breaksGrammar)
    }

    /// A fault in the request around the body.
    static func request(
        _ name: String, breaksGrammar: Bool = false,
        _ change: @escaping @Sendable (inout HTTPClientRequest, Installation) -> Void
    ) -> SeededLeak {
        SeededLeak(name: name, reporter: Reporter(request: change), breaksGrammar: breaksGrammar)
    }
}
