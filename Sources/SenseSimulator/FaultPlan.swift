// SPDX-License-Identifier: MIT

/// Which server has which fault.
///
/// A fault given for one server replaces a fault for all; of two for the same server, the later counts.
package struct FaultPlan: Sendable, Equatable {
    private var everywhere: Fault?
    private var servers: [Int: Fault]

    /// Gives faults to servers.
    ///
    /// - Parameters:
    ///   - everywhere: the fault of all servers that have none of their own.
    ///   - servers: faults by server number.
    package init(everywhere: Fault? = nil, servers: [Int: Fault] = [:]) {
        self.everywhere = everywhere
        self.servers = servers
    }

    /// Reads arguments of the form `KIND` (all servers) or `KIND@SERVER`.
    ///
    /// - Parameter serverCount: how many servers there are to choose from.
    package init(arguments: [String], serverCount: Int) throws(FaultArgumentError) {
        self.init()
        for argument in arguments {
            let parts = argument.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            guard let fault = Fault(rawValue: String(parts[0])) else {
                throw FaultArgumentError(argument: argument, serverCount: serverCount, problem: .kind(String(parts[0])))
            }
            guard parts.count == 2 else {
                everywhere = fault
                continue
            }
            guard let server = Int(parts[1]), (1...max(1, serverCount)).contains(server) else {
                throw FaultArgumentError(
                    argument: argument,
                    serverCount: serverCount,
                    problem: .server(String(parts[1]))
                )
            }
            servers[server] = fault
        }
    }

    /// The fault of a server, if it has one.
    package func fault(ofServer index: Int) -> Fault? {
        servers[index] ?? everywhere
    }
}
