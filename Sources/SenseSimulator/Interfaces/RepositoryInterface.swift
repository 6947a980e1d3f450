// SPDX-License-Identifier: MIT

import Hummingbird

/// The list of apps that the site's repository keeps.
struct RepositoryInterface: AnsweringInterface {
    /// What there is to report.
    let site: SimulatedSite

    var paths: [String] { ["/qrs/app"] }

    var wrongTypes: String {
        #"[{"id":7,"name":null,"published":"yes"},{"id":["a"],"name":{},"published":1},null,"app"]"#
    }

    var anotherKind: String { #"{"apps":[]}"# }

    func answer(to request: Request, at time: Double) -> InterfaceAnswer {
        if let objection = XrfKey.objection(to: request) { return objection }
        guard Self.namesUser(request.header("x-qlik-user")) else {
            return .text(
                .forbidden,
                "the header X-Qlik-User must name a user, as in 'UserDirectory=Internal; UserId=sa_repository'"
            )
        }
        return .json(site.apps(at: time).json)
    }

    /// True for a header of the form `UserDirectory=...; UserId=...`; the names count in upper and lower case alike.
    static func namesUser(_ header: String?) -> Bool {
        let parts = (header ?? "").split(separator: ";", omittingEmptySubsequences: false).map { part in
            part.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        }
        return parts.map { $0[0].lowercased() } == ["userdirectory", "userid"]
            && parts.allSatisfy { $0.count == 2 && !$0[1].isEmpty }
    }
}
