// SPDX-License-Identifier: MIT

/// An app as the repository lists it.
package struct SenseApp: Sendable, Equatable {
    /// The id by which the engines know the app.
    package let id: String
    /// What people call it; any text, and not always one of its own.
    package let name: String
    /// The stream that it is published to, if it is.
    package let stream: String?
}
