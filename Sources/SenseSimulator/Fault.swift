// SPDX-License-Identifier: MIT

/// What a simulated server does wrong, by the name that the command line gives it.
package enum Fault: String, Sendable, CaseIterable {
    /// Takes the request and never answers.
    case timeout
    /// Answers with status 500.
    case http500
    /// Answers with status 200 and a document that breaks off in the middle.
    case badJSON = "bad-json"
    /// Answers correctly, but late.
    case slow
    /// Shows a certificate that a foreign authority has signed.
    case wrongCertificate = "wrong-cert"
}
