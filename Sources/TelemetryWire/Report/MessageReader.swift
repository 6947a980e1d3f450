// SPDX-License-Identifier: MIT

/// Reads messages in a closed world: what the registry does not name is an error, and all errors are reported at once.
///
/// A message without mistakes is read in one pass over its bytes. All others are left to the `ThoroughReader`, which alone
/// says what is wrong.
package enum MessageReader {
    package struct Message: Sendable, Equatable {
        package var schemaVersion: Int
        /// When the sender says it made the report; `nil` if it does not say.
        package var time: HourTimestamp?
        package var report: TelemetryReport
    }

    package enum Failure: Error, Equatable {
        case notJSON(JSONParser.Failure)
        /// A version that is newer than this reader. Nothing else was looked at.
        case unknownSchemaVersion(Int)
        case violations([Violation])
    }

    /// Reads a message of version 2 or later: `{"schemaVersion":2,"ts":…,"data":{…}}`.
    package static func readV2(_ body: [UInt8]) throws(Failure) -> Message {
        if let message = QuickReader.read(body, along: MessagePlan.publishedV2) { return message }
        return try readV2(body, services: FieldRegistry.services)
    }

    /// Reads a message of version 2 or later of a service that need not be a published one.
    ///
    /// - Parameters:
    ///   - services: whose reports are known.
    ///   - newest: the newest `schemaVersion` that is known. Older ones stay readable: clients are updated later than collectors.
    package static func readV2(
        _ body: [UInt8], services: [TelemetryService], newest: Int = FieldRegistry.schemaVersion
    ) throws(Failure) -> Message {
        try ThoroughReader.readV2(body, services: services, newest: newest)
    }

    /// Reads the published message of version 1: with the envelope `{"ts", "data"}`, or the inner object alone.
    package static func readV1(_ body: [UInt8]) throws(Failure) -> Message {
        if let message = QuickReader.read(body, along: MessagePlan.publishedV1) { return message }
        return try ThoroughReader.readV1(body)
    }
}
