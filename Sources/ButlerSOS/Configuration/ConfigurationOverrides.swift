// SPDX-License-Identifier: MIT

package import LogOutput

/// What the command line says instead of the configuration file.
package struct ConfigurationOverrides: Sendable {
    package var logLevel: LogLevel?
    /// Replace the accounts of the file; empty keeps those.
    package var newRelicAccounts: [NewRelicAccount] = []
    /// Mistakes are warnings, and defaults stand in for what is wrong.
    package var skipsVerification = false

    package init() {}

    /// - Parameters:
    ///   - newRelicNames: the names of the accounts; `newRelicIDs` and `newRelicKeys` go with them in the same order.
    package init(
        logLevel: LogLevel?, newRelicNames: [String], newRelicIDs: [String], newRelicKeys: [String],
        skipsVerification: Bool = false
    ) throws(Mismatch) {
        guard newRelicNames.count == newRelicIDs.count, newRelicNames.count == newRelicKeys.count else {
            throw Mismatch(names: newRelicNames.count, ids: newRelicIDs.count, keys: newRelicKeys.count)
        }
        self.logLevel = logLevel
        self.skipsVerification = skipsVerification
        newRelicAccounts = newRelicNames.indices.map {
            NewRelicAccount(name: newRelicNames[$0], id: newRelicIDs[$0], key: newRelicKeys[$0])
        }
    }

    /// The three lists do not belong together.
    package struct Mismatch: Error, Equatable, CustomStringConvertible {
        package var names: Int
        package var ids: Int
        package var keys: Int

        package var description: String {
            "--new-relic-account-name, --new-relic-account-id and --new-relic-api-key need equally many values, "
                + "but have \(names), \(ids) and \(keys)"
        }
    }
}
