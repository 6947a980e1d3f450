// SPDX-License-Identifier: MIT

/// Which interface of which server has which fault, for as long as the site runs.
///
/// A fault given for one server replaces a fault for all, and one given for an interface replaces one for all
/// interfaces of the same servers; of two for the same, the later counts.
package struct FaultPlan: Sendable, Equatable {
    private var rules: [FaultRule]

    /// Gives faults to all interfaces of servers.
    ///
    /// - Parameters:
    ///   - everywhere: the fault of all servers that have none of their own.
    ///   - servers: faults by server number.
    package init(everywhere: Fault? = nil, servers: [Int: Fault] = [:]) {
        self.init(
            (everywhere.map { [FaultRule($0)] } ?? [])
                + servers.sorted { $0.key < $1.key }.map { FaultRule($0.value, server: $0.key) }
        )
    }

    /// Gives faults by rules.
    package init(_ rules: [FaultRule]) {
        self.rules = rules
    }

    /// Reads arguments of the form `KIND[@SERVER][/INTERFACE]`.
    ///
    /// - Parameter serverCount: how many servers there are to choose from.
    package init(arguments: [String], serverCount: Int) throws(FaultArgumentError) {
        self.init([])
        for argument in arguments {
            do {
                rules.append(try FaultRule(parsing: argument, serverCount: serverCount))
            } catch {
                throw FaultArgumentError(argument: argument, problem: error)
            }
        }
    }

    /// The fault of an interface of a server, if it has one.
    package func fault(ofServer index: Int, _ interface: SenseInterface = .engine) -> Fault? {
        var found: FaultRule?
        for rule in rules where rule.applies(toServer: index, interface) {
            if let found, Self.particularity(found) > Self.particularity(rule) { continue }
            found = rule
        }
        return found?.fault
    }

    private static func particularity(_ rule: FaultRule) -> Int {
        (rule.server == nil ? 0 : 2) + (rule.interface == nil ? 0 : 1)
    }
}
