// SPDX-License-Identifier: MIT

/// What a user did, as a proxy tells it: a session or a connection that starts or stops.
package struct UserEvent: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case session = "qseow-proxy-session"
        case connection = "qseow-proxy-connection"
    }

    /// Where each text is in `fields`.
    package enum Field: Int, Sendable, CaseIterable {
        case host, command, userDirectory, userID
        /// `DIRECTORY\id` if both are known.
        case userFull
        case origin, context
        /// The ID of the app that the context names.
        case appID
        case message
    }

    package var kind: Kind
    package var fields: EventFields
    /// `nil` if the event is not about an app.
    package var appName: String?
    /// `nil` if the message does not tell one.
    package var userAgent: UserAgent?
    package var receivedAt: Timestamp

    package init(
        _ kind: Kind, fields: EventFields, appName: String? = nil, userAgent: UserAgent? = nil, at time: Timestamp
    ) {
        self.kind = kind
        self.fields = fields
        self.appName = appName
        self.userAgent = userAgent
        receivedAt = time
    }

    /// What stands for the name of an app that the repository does not know.
    package static let unknownAppName = "<unknown app name>"

    package func range(_ field: Field) -> Range<Int> { fields.range(field.rawValue) }
    package func isEmpty(_ field: Field) -> Bool { fields.isEmpty(field.rawValue) }
    package func text(_ field: Field) -> String { fields.text(field.rawValue) }
}
