// SPDX-License-Identifier: MIT

/// A session as the proxy lists it.
package struct ProxySession: Sendable, Equatable {
    /// The directory that knows the user.
    package let userDirectory: String
    /// The user's name in that directory.
    package let userID: String
    /// The session's own id.
    package let sessionID: String
}
