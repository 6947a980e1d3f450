// SPDX-License-Identifier: MIT

/// Where a fault is: at all servers or one, at all interfaces or one.
package struct FaultRule: Sendable, Equatable {
    /// What is wrong.
    package let fault: Fault
    /// The server, or `nil` for all.
    package let server: Int?
    /// The interface, or `nil` for all.
    package let interface: SenseInterface?

    /// Puts a fault somewhere.
    package init(_ fault: Fault, server: Int? = nil, interface: SenseInterface? = nil) {
        self.fault = fault
        self.server = server
        self.interface = interface
    }

    /// Reads a rule of the form `KIND[@SERVER][/INTERFACE]`.
    ///
    /// - Parameter serverCount: how many servers there are to choose from.
    package init(parsing text: some StringProtocol, serverCount: Int) throws(FaultRuleProblem) {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let fault = Fault(rawValue: String(parts[0])) else { throw .kind(String(parts[0])) }
        var server: Int?
        if parts.count == 2 {
            guard let number = Int(parts[1]), (1...max(1, serverCount)).contains(number) else {
                throw .server(String(parts[1]), serverCount: max(1, serverCount))
            }
            server = number
        }
        var interface: SenseInterface?
        if halves.count == 2 {
            guard let known = SenseInterface(rawValue: String(halves[1])) else { throw .interface(String(halves[1])) }
            interface = known
        }
        if interface == .repository, let server, server != 1 { throw .repository(server) }
        self.init(fault, server: server, interface: interface)
    }

    /// True if the rule is about this interface of this server.
    package func applies(toServer index: Int, _ interface: SenseInterface) -> Bool {
        (server ?? index) == index && (self.interface ?? interface) == interface
    }
}
