// SPDX-License-Identifier: MIT

/// What is wrong with a rule that names no fault, no server or no interface, and what is allowed.
package enum FaultRuleProblem: Error, Equatable, CustomStringConvertible {
    /// There is no such fault.
    case kind(String)
    /// There is no such server.
    case server(String, serverCount: Int)
    /// There is no such interface.
    case interface(String)
    /// There is no repository on this server.
    case repository(Int)

    /// Half a sentence for whoever wrote the rule.
    package var description: String {
        switch self {
        case .kind(let kind):
            "there is no fault '\(kind)'; allowed are KIND[@SERVER][/INTERFACE], with KIND one of \(Fault.names)"
        case .server(let server, let serverCount):
            "there is no server '\(server)'; allowed after @ are the numbers 1 to \(serverCount)"
        case .interface(let interface):
            "there is no interface '\(interface)'; allowed after / are "
                + SenseInterface.allCases.map(\.rawValue).joined(separator: ", ")
        case .repository(let server):
            "there is no repository on server \(server); it is on server 1"
        }
    }
}
