// SPDX-License-Identifier: MIT

extension TelemetryReport {
    /// The exact bytes of a message of version 2 or later: registry order, no white space, the time cut down to the hour.
    package func encoded(
        at time: HourTimestamp, of service: TelemetryService = .butlerSOS, version: Int = FieldRegistry.schemaVersion
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("schemaVersion")
        writer.write(.number(String(version)))
        writer.name("ts")
        writer.write(.string(time.description))
        writer.name("data")
        writer.beginObject()
        var open: ArraySlice<String> = []
        for field in FieldRegistry.fields(of: service) where field.isAllowed(in: version) {
            guard let value = value(of: field) else { continue }
            let parents = field.path.dropLast()
            let shared = zip(open, parents).prefix { $0 == $1 }.count
            for _ in shared..<open.count { writer.endObject() }
            for name in parents.dropFirst(shared) {
                writer.name(name)
                writer.beginObject()
            }
            open = parents
            writer.name(field.name)
            writer.write(value)
        }
        for _ in open { writer.endObject() }
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }
}
