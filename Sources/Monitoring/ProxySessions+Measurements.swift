// SPDX-License-Identifier: MIT

extension ProxySessions {
    /// A summary, the list of users, and one measurement per session.
    ///
    /// - Parameter excludedUsers: users whose sessions are counted and listed but get no measurement of their own.
    package func measurements(excludedUsers: Set<UserName>) -> [Measurement] {
        let tags = tags
        let summary: [Measurement.Field] = [
            .init("session_count", .number(Double(sessions.count))),
            .init("session_user_id_list", .text(users.map(\.description).joined(separator: ","))),
        ]
        var measurements = [
            Measurement("user_session_summary", tags: tags, fields: summary, time: time),
            Measurement("user_session_list", tags: tags, fields: summary, time: time),
        ]
        for session in sessions where !excludedUsers.contains(session.user) {
            measurements.append(
                Measurement(
                    "user_session_details",
                    tags: tags.with([
                        Tag("user_session_id", session.id), Tag("user_session_user_directory", session.user.directory),
                        Tag("user_session_user_id", session.user.id),
                    ]),
                    fields: [
                        .init("session_id", .text(session.id)), .init("user_directory", .text(session.user.directory)),
                        .init("user_id", .text(session.user.id)),
                    ], time: time))
        }
        return measurements
    }
}
