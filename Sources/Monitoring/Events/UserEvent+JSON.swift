// SPDX-License-Identifier: MIT

extension UserEvent {
    /// Appends the event as compact JSON, with the members and the order of the original: the payload of MQTT.
    ///
    /// - Parameters:
    ///   - tags: the configured tags; of those with the same name the last one counts.
    ///   - asVersion5: as version 5 of the original, which knows neither the message nor what is read from it.
    package func appendJSON(to bytes: inout [UInt8], tags: [Tag], asVersion5: Bool = false) {
        let tags = [Tag]().with(tags)
        JSONText.append(to: &bytes, limit: limit(tags)) { text in
            text.write("{\"messageType\":\"")
            text.write(asVersion5 ? kind.version5JSON : kind.json)
            text.write("\",\"host\":")
            fields.withMemory { memory in
                func write(_ key: StaticString, _ field: Field, to text: inout JSONText) {
                    text.write(key)
                    text.writeString(memory[field.rawValue])
                }
                text.writeString(memory[Field.host.rawValue])
                write(",\"command\":", .command, to: &text)
                write(",\"userDir\":", .userDirectory, to: &text)
                write(",\"userId\":", .userID, to: &text)
                write(",\"origin\":", .origin, to: &text)
                write(",\"context\":", .context, to: &text)
                if !asVersion5 { write(",\"message\":", .message, to: &text) }
                text.write(",\"tags\":{")
                for (index, tag) in tags.enumerated() {
                    if index > 0 { text.write(",") }
                    text.writeString(tag.name)
                    text.write(":")
                    text.writeString(tag.value)
                }
                text.write("}")
                if !asVersion5 { writeOptionals(memory, to: &text) }
            }
            text.write("}")
        }
    }

    private func writeOptionals(_ memory: EventFields.Memory, to text: inout JSONText) {
        let appID = memory[Field.appID.rawValue]
        if !appID.isEmpty {
            text.write(",\"appId\":")
            text.writeString(appID)
        }
        for (key, value) in optionals {
            guard let value, !value.isEmpty else { continue }
            text.write(key)
            text.writeString(value)
        }
    }

    private var optionals: [(key: StaticString, value: String?)] {
        [
            (",\"appName\":", appName), (",\"uaBrowserName\":", userAgent?.browser.name),
            (",\"uaBrowserMajorVersion\":", userAgent?.browser.major), (",\"uaOsName\":", userAgent?.system.name),
            (",\"uaOsVersion\":", userAgent?.system.version),
        ]
    }

    /// More bytes than the text can have.
    private func limit(_ tags: [Tag]) -> Int {
        var texts = fields.bytes.count
        for tag in tags { texts += tag.name.utf8.count + tag.value.utf8.count + 4 }
        for (_, value) in optionals { texts += value?.utf8.count ?? 0 }
        let longestKey = 32
        return JSONText.growth * texts + 16 * longestKey + 128
    }
}

extension UserEvent.Kind {
    fileprivate var json: StaticString {
        switch self {
        case .session: "qseow-proxy-session"
        case .connection: "qseow-proxy-connection"
        }
    }

    /// As the Sense services of that time spelled it.
    fileprivate var version5JSON: StaticString {
        switch self {
        case .session: "/proxy-session/"
        case .connection: "/proxy-connection/"
        }
    }
}
