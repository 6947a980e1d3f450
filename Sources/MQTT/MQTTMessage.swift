// SPDX-License-Identifier: MIT

/// A topic and what is published to it, in one piece of memory.
package struct MQTTMessage: Sendable, Equatable {
    /// One byte that is 1 if the broker shall keep the message and 0 if not, the topic, a zero byte, the payload.
    package let bytes: [UInt8]
    private let payloadStart: Int

    /// The library takes no more.
    private static let maximumPayload = 256 << 20

    /// Takes the bytes of another message; `nil` if there is no topic in them to which can be published.
    package init?(bytes: [UInt8]) {
        guard let first = bytes.first, first <= 1, let end = bytes[1...].firstIndex(of: 0),
            bytes.count - end < Self.maximumPayload, MQTTTopic.isValid(bytes[1..<end])
        else { return nil }
        self.bytes = bytes
        payloadStart = end + 1
    }

    /// - Parameter topic: one without a zero byte; what comes after it would be payload.
    package init(_ topic: [UInt8], _ payload: [UInt8], isRetained: Bool = false) {
        bytes = [UInt8](unsafeUninitializedCapacity: 2 + topic.count + payload.count) { memory, count in
            memory[0] = isRetained ? 1 : 0
            _ = memory[1...].update(fromContentsOf: topic)
            memory[1 + topic.count] = 0
            _ = memory[(2 + topic.count)...].update(fromContentsOf: payload)
            count = memory.count
        }
        payloadStart = topic.count + 2
    }

    package init(_ topic: String, _ payload: String, isRetained: Bool = false) {
        self.init(Array(topic.utf8), Array(payload.utf8), isRetained: isRetained)
    }

    /// The broker keeps the message for those who come later.
    package var isRetained: Bool { bytes[0] == 1 }
    package var topic: String { String(decoding: bytes[1..<payloadStart - 1], as: UTF8.self) }
    package var payload: ArraySlice<UInt8> { bytes[payloadStart...] }

    /// Gives the topic as C spells texts, and the payload.
    func withParts<Result>(_ body: (UnsafePointer<CChar>, UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { memory in
            let topic = UnsafeRawBufferPointer(rebasing: memory[1...])
            let payload = UnsafeRawBufferPointer(rebasing: memory[payloadStart...])
            // There is a zero byte at least: the memory is not empty.
            return topic.withMemoryRebound(to: CChar.self) { body($0.baseAddress.unsafelyUnwrapped, payload) }
        }
    }
}
