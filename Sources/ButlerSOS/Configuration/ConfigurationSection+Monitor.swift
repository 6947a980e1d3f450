// SPDX-License-Identifier: MIT

import ConfigurationFile
import Monitoring

extension ConfigurationSection {
    /// The time between two rounds of something: from one second to one day. Shorter would disturb the servers, longer
    /// would look like an outage.
    func interval(_ key: String, default fallback: Int, _ meaning: String) -> Duration {
        milliseconds(key, in: 1000...86_400_000, default: fallback, meaning)
    }

    /// A list of `{name, value}`.
    ///
    /// - Parameters:
    ///   - olderName: another spelling of `name`.
    ///   - areSecret: never show the values.
    ///   - check: says what is wrong with an element beyond its form.
    func namedValues(
        _ key: String, _ meaning: String, olderName: String? = nil, areSecret: Bool = false,
        example: Monitoring.Tag = Tag("qs_env", "dev"),
        check: (ConfigurationSection, Monitoring.Tag) -> Void = { _, _ in }
    ) -> [Monitoring.Tag] {
        sections(key, meaning).map { entry in
            let tag = Tag(
                entry.requiredText("name", "The name.", older: olderName, example: example.name),
                entry.text(
                    "value", default: "", "The value.", format: .verbatim, isSecret: areSecret, takesNumbers: true,
                    example: example.value))
            if !entry.has("value") { entry.reportMissing("value", "a text", hasDefault: true) }
            check(entry, tag)
            entry.rejectUnknownKeys()
            return tag
        }
    }

    /// A list of `{name, value}` that become tags of points in InfluxDB.
    func pointTags(
        _ key: String, _ meaning: String, olderName: String? = nil, example: Monitoring.Tag = Tag("qs_env", "dev")
    ) -> [Monitoring.Tag] {
        namedValues(key, meaning, olderName: olderName, example: example) { entry, tag in
            // InfluxDB takes it for the time of the point and refuses every one of them.
            guard tag.name == "time" else { return }
            let key = entry.has("name") ? "name" : olderName ?? "name"
            entry.report(key, expected: "a name other than time, which InfluxDB refuses for a tag", found: "\"time\"")
        }
    }

    /// A list of `{directory, userId}`.
    func users(_ key: String, _ meaning: String) -> [UserName] {
        sections(key, meaning).map { entry in
            let user = UserName(
                directory: entry.requiredText("directory", "The user directory.", example: "INTERNAL"),
                id: entry.requiredText(
                    "userId", "The ID within the directory.", takesNumbers: true, example: "sa_repository"))
            entry.rejectUnknownKeys()
            return user
        }
    }

    /// Names of New Relic accounts.
    func accountNames(_ key: String = "destinationAccount", _ meaning: String) -> [String] {
        texts(key, meaning, format: .verbatim)
    }

    /// A section with nothing but a switch.
    func isOn(_ key: String, default fallback: Bool, _ meaning: String) -> Bool {
        let inner = section(key, meaning)
        let result = inner.boolean("enable", default: fallback, meaning)
        inner.rejectUnknownKeys()
        return result
    }
}
