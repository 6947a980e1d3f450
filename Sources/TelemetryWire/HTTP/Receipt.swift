// SPDX-License-Identifier: MIT

/// The collector's answer to a report that is safely stored.
package struct Receipt: Sendable, Equatable {
    /// The SHA-256 of the accepted body, so that a sender can prove to itself what arrived.
    package var sha256: [UInt8]
    package var received: UTCDay
    package var schemaVersion: Int

    package init(sha256: [UInt8], received: UTCDay, schemaVersion: Int) {
        self.sha256 = sha256
        self.received = received
        self.schemaVersion = schemaVersion
    }

    package var json: [UInt8] {
        JSONWriter.encode(
            .object([
                .init("sha256", .string(Hex.encode(sha256))),
                .init("received", .string(received.description)),
                .init("schemaVersion", .number(String(schemaVersion))),
            ]))
    }

    /// Reads a receipt; `nil` if `body` is anything else.
    package init?(_ body: [UInt8]) {
        guard let root = try? JSONParser.parse(body), case .string(let digest)? = root["sha256"],
            let sha256 = Hex.decode(digest), sha256.count == 32, case .string(let date)? = root["received"],
            let day = HourTimestamp(date + "T00:00:00Z")?.day, let version = root["schemaVersion"]?.integer
        else { return nil }
        self.init(sha256: sha256, received: day, schemaVersion: version)
    }
}
