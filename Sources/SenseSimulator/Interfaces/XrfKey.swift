// SPDX-License-Identifier: MIT

import Hummingbird

/// The guard against requests that a foreign page makes a browser send: the same 16 letters and digits must stand in
/// the query and in a header, and no foreign page can set the header.
enum XrfKey {
    /// Why a request does not pass, as an answer with status 400, or `nil` if it does.
    static func objection(to request: Request) -> InterfaceAnswer? {
        problem(query: request.uri.query, header: request.header("x-qlik-xrfkey"))
            .map { .text(.badRequest, "XSRF prevention check failed: \($0)") }
    }

    /// What is wrong with the keys, if anything; the parameter's name counts in upper and lower case alike.
    static func problem(query: String?, header: String?) -> String? {
        let parameters = (query ?? "").split(separator: "&").map {
            $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        }
        guard let parameter = parameters.first(where: { $0[0].lowercased() == "xrfkey" }) else {
            return "the parameter xrfkey is missing"
        }
        let key = parameter.count == 2 ? parameter[1] : ""
        guard key.utf8.count == 16, key.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
            return "the parameter xrfkey must have exactly 16 letters and digits"
        }
        guard let header else { return "the header X-Qlik-Xrfkey is missing" }
        guard header == key else { return "the header X-Qlik-Xrfkey must be equal to the parameter xrfkey" }
        return nil
    }
}
