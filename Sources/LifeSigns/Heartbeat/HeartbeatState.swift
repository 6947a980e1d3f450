// SPDX-License-Identifier: MIT

/// Remembers how the last call went, so that only changes are logged.
struct HeartbeatState {
    enum Change: Equatable {
        case failing(String)
        case recovered
    }

    private var lastFailure: String?

    /// - Parameter failure: why the newest call failed; `nil` if it did not.
    /// - Returns: what to report: a failure for a new reason, or that calls succeed again.
    mutating func update(_ failure: String?) -> Change? {
        defer { lastFailure = failure }
        if failure == lastFailure { return nil }
        return failure.map { .failing($0) } ?? .recovered
    }

    /// Scheme, host and port of a URL, without what may be secret.
    static func place(of url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return "?" }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        return "\(url[..<scheme.upperBound])\(authority.split(separator: "@").last ?? "")"
    }
}
