// SPDX-License-Identifier: MIT

import ArgumentParser

/// What kind of internet the sink plays.
enum Behaviour: String, CaseIterable, ExpressibleByArgument {
    /// All is well: names are known, and behind port 443 is the collector.
    case collector
    /// Names are known; nobody listens.
    case refusal
    /// Nothing is ever answered, not even a question for a name.
    case silence
    /// Names are known; packets to their address vanish.
    case blackhole
    /// A captive portal that poses as the collector, with a certificate that somebody unknown has signed.
    case strangerCertificate = "stranger-certificate"
    /// A captive portal with a certificate that is good, but for another name.
    case wrongName = "wrong-name"
    /// A trusted gateway that sends everybody to a login page elsewhere.
    case redirect
    /// A trusted gateway that answers everything with a login page.
    case loginPage = "login-page"

    static let collectorName = "telemetry.example.test"
    static let loginName = "login.example.test"

    /// For which name the certificate is that is shown on port 443; `nil` if nobody listens there.
    var certificateName: String? {
        switch self {
        case .collector, .strangerCertificate, .redirect, .loginPage: Self.collectorName
        case .wrongName: Self.loginName
        case .refusal, .silence, .blackhole: nil
        }
    }
}
