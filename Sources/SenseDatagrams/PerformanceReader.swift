// SPDX-License-Identifier: MIT

import Monitoring

/// Reads what is special in the datagrams of performance events.
final class PerformanceReader: Sendable {
    /// The fields that numbers and filters are made of.
    enum Index {
        static let proxySessionID = 8
        static let appID = 13
        static let requestID = 14
        static let method = 15
        static let processTime = 16
        static let workTime = 17
        static let lockTime = 18
        static let validateTime = 19
        static let traverseTime = 20
        static let handle = 21
        static let objectID = 22
        static let netRAM = 23
        static let peakRAM = 24
        static let objectType = 25
    }

    private let matcher: PerformanceMatcher
    private let looksUpAppNames: Bool

    init(_ rules: PerformanceRules) {
        matcher = PerformanceMatcher(allApps: rules.allApps, someApps: rules.someApps)
        looksUpAppNames = rules.looksUpAppNames
    }

    /// Gives the name of the event's app; empty if it is unknown or nobody asks for it.
    func withAppName<Result>(
        _ text: DatagramText, _ appNames: AppNames?, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        let id = text.field(Index.appID)
        // No ID is longer than a GUID by much; what is longer is no reason to make a text.
        guard looksUpAppNames, let appNames, !id.isEmpty, id.count <= 64,
            var name = appNames.name(of: String(decoding: id, as: UTF8.self))
        else { return body(FieldText.none) }
        return name.withUTF8 { name in
            DatagramText.read(UnsafeRawBufferPointer(name)) { name in
                body(FieldText.prefix(name.bytes, 200, isASCII: name.isASCII))
            }
        }
    }

    /// Under what an event is counted that no filter lets pass; `nil` if one does.
    func rejection(_ text: DatagramText, _ appName: UnsafeRawBufferPointer) -> RejectedEventKey? {
        let subject = PerformanceMatcher.Subject(
            appID: text.field(Index.appID), appName: appName, objectType: text.field(Index.objectType),
            objectID: text.field(Index.objectID), method: text.field(Index.method))
        guard !matcher.passes(subject) else { return nil }
        func short(_ field: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
            FieldText.isNull(field) ? FieldText.none : FieldText.prefix(field, 100, isASCII: text.isASCII)
        }
        // In the order of the key's fields.
        let pieces = [short(subject.appID), appName, short(subject.method), short(subject.objectType)]
        return RejectedEventKey(pieces.withUnsafeBufferPointer { EventFields($0) })
    }

    static func numbers(_ text: DatagramText) -> LogEvent.Performance {
        var numbers = LogEvent.Performance()
        if let id = FieldNumber.integer(text.field(Index.requestID)), id >= 0 { numbers.requestID = id }
        if let handle = FieldNumber.integer(text.field(Index.handle)) { numbers.handle = handle }
        if let bytes = FieldNumber.integer(text.field(Index.netRAM)), bytes >= 0 { numbers.netRAM = bytes }
        if let bytes = FieldNumber.integer(text.field(Index.peakRAM)), bytes >= 0 { numbers.peakRAM = bytes }
        numbers.processTime = FieldNumber.decimal(text.field(Index.processTime))
        numbers.workTime = FieldNumber.decimal(text.field(Index.workTime))
        numbers.lockTime = FieldNumber.decimal(text.field(Index.lockTime))
        numbers.validateTime = FieldNumber.decimal(text.field(Index.validateTime))
        numbers.traverseTime = FieldNumber.decimal(text.field(Index.traverseTime))
        let session = text.field(Index.proxySessionID)
        numbers.isUserActivity = !(session.count == 1 && session[0] == UInt8(ascii: "0"))
        return numbers
    }
}
