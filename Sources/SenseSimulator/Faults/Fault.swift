// SPDX-License-Identifier: MIT

/// What an interface of a simulated server does wrong, by the name that the command line gives it.
///
/// A fault spoils answers, not refusals: a request that the interface would not answer anyway is still told why.
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
    /// Closes every connection at once, without a word of TLS.
    case refuse
    /// Answers with status 200 and the page on which people log in.
    case htmlLogin = "html-login"
    /// Sends the client to the page on which people log in.
    case redirect
    /// Answers correctly, but adds more than 16 MiB of blanks.
    case huge
    /// Answers with a valid document whose members have other types than promised.
    case wrongTypes = "wrong-types"
    /// Answers with a valid document of another kind than promised.
    case notAnObject = "not-an-object"
    /// Announces a whole answer and cuts the connection in the middle of it.
    case closeMidBody = "close-mid-body"
    /// Answers correctly, but one byte a second.
    case trickle
    /// Answers with status 401.
    case http401
    /// Answers with status 404.
    case http404
    /// Answers with status 429 and asks the client to wait for 30 seconds.
    case http429
    /// Answers with status 200 and a sentence instead of a document.
    case errorText = "error-text"

    /// False for a fault that has to be known before the first connection.
    package var canComeAndGo: Bool { self != .wrongCertificate }

    /// The names of all faults, for people.
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
