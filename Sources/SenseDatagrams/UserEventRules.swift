// SPDX-License-Identifier: MIT

package import Monitoring

/// What the configuration says about user events.
package struct UserEventRules: Sendable, Equatable {
    /// Users whose events are only counted.
    package var excludedUsers: Set<UserName>

    package init(excludedUsers: Set<UserName> = []) { self.excludedUsers = excludedUsers }
}

/// Users to look for without making texts of their names.
struct UserTable: Sendable {
    private var users = KeyTable()

    init(_ names: Set<UserName>) {
        // No cleaned text has the character between the two.
        users = KeyTable(names.map { "\($0.directory)\u{0}\($0.id)" })
    }

    func contains(directory: UnsafeRawBufferPointer, id: UnsafeRawBufferPointer) -> Bool {
        guard !users.isEmpty else { return false }
        return withUnsafeTemporaryAllocation(byteCount: directory.count + 1 + id.count, alignment: 1) { key in
            if !directory.isEmpty { key.copyMemory(from: directory) }
            key[directory.count] = 0
            if !id.isEmpty {
                UnsafeMutableRawBufferPointer(rebasing: key[(directory.count + 1)...]).copyMemory(from: id)
            }
            return users.contains(UnsafeRawBufferPointer(key))
        }
    }
}
