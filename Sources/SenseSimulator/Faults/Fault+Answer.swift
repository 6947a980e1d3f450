// SPDX-License-Identifier: MIT

import HTTPTypes

extension Fault {
    /// What an interface with this fault answers in place of what it should; the same answer if the fault is not in
    /// what is answered, but in how.
    func spoiled(_ answer: InterfaceAnswer, of interface: some AnsweringInterface) -> InterfaceAnswer {
        switch self {
        case .timeout, .slow, .wrongCertificate, .refuse, .huge, .closeMidBody, .trickle: answer
        case .badJSON: .json(Array(answer.body.prefix(answer.body.count / 2)))
        case .wrongTypes: .json(Array(interface.wrongTypes.utf8))
        case .notAnObject: .json(Array(interface.anotherKind.utf8))
        case .htmlLogin: LoginPage.answer
        case .redirect: LoginPage.redirect
        case .http401: .text(.unauthorized, "simulated fault: not authenticated")
        case .http404: .text(.notFound, "simulated fault: not found")
        case .http429: .text(.tooManyRequests, "simulated fault: too many requests", headers: [.retryAfter: "30"])
        case .http500: .text(.internalServerError, "simulated fault: internal error")
        case .errorText: .text(.ok, "An error occurred while the request was processed.")
        }
    }
}
