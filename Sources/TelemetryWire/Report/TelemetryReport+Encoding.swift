// SPDX-License-Identifier: MIT

extension TelemetryReport {
    /// The exact bytes of a version 2 message: registry order, no white space, the time cut down to the hour.
    package func encoded(at time: HourTimestamp) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("schemaVersion")
        writer.write(.number(String(FieldRegistry.schemaVersion)))
        writer.name("ts")
        writer.write(.string(time.description))
        writer.name("data")
        writer.beginObject()
        var open: ArraySlice<String> = []
        for field in FieldRegistry.fields where field.isAllowed(in: FieldRegistry.schemaVersion) {
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
