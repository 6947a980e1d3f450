// SPDX-License-Identifier: MIT

import ConfigurationFile

/// The credentials of a New Relic account.
package struct NewRelicAccount: Sendable, Equatable, CustomStringConvertible {
    /// What the lists of destinations call it.
    package var name: String
    package var id: String
    package var key: String

    package init(name: String, id: String, key: String) {
        self.name = name
        self.id = id
        self.key = key
    }

    /// The name, never the key.
    package var description: String { name }

    /// The accounts of `thirdPartyToolsCredentials`.
    static func read(_ section: ConfigurationSection) -> [NewRelicAccount] {
        var names: Set<String> = []
        let accounts = section.sections("newRelic", "New Relic accounts.").map { entry in
            let account = NewRelicAccount(
                name: entry.requiredText(
                    "accountName", "What the lists of destinations call this account.", takesNumbers: true,
                    example: "First NR account"),
                id: entry.requiredText(
                    "accountId", "The ID that New Relic gave the account.", takesNumbers: true, example: "1234567"),
                key: entry.requiredText(
                    "insertApiKey", "The key for inserting data.", isSecret: true, takesNumbers: true,
                    example: "my-insert-key"))
            if !HeaderSpelling.isValue(account.key) {
                entry.report(
                    "insertApiKey", expected: "a key in ASCII, without line breaks", found: "something else",
                    hasDefault: false)
            }
            if !account.name.isEmpty, !names.insert(account.name).inserted {
                entry.report(
                    "accountName", expected: "a name that no other account has", found: "\"\(account.name)\" again")
            }
            entry.rejectUnknownKeys()
            return account
        }
        section.rejectUnknownKeys()
        return accounts
    }
}
