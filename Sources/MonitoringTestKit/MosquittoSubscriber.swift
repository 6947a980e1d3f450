// SPDX-License-Identifier: MIT

import CMosquitto
import Foundation
import Synchronization

/// Hears everything that is published to a broker, and comes back when the broker does.
package final class MosquittoSubscriber: Sendable {
    package struct Message: Sendable, Equatable {
        package var topic: String
        package var payload: [UInt8]
        package var quality: Int
        /// The broker kept it for those who come later.
        package var isRetained: Bool

        package var text: String { String(decoding: payload, as: UTF8.self) }
    }

    /// What the library's thread writes to.
    private final class Ear: Sendable {
        let messages = Mutex<[Message]>([])
        let subscriptions = Mutex(0)
        let onMessage: (@Sendable (Message) -> Void)?

        init(_ onMessage: (@Sendable (Message) -> Void)?) { self.onMessage = onMessage }

        func hear(_ message: Message) {
            guard let onMessage else { return messages.withLock { $0.append(message) } }
            onMessage(message)
        }
    }

    private let ear: Ear
    // Set once, and all calls with it are such that the library allows from any thread.
    nonisolated(unsafe) private let handle: OpaquePointer

    private static let isReady = mosquitto_lib_init() == MOSQ_ERR_SUCCESS.rawValue

    /// Connects and waits until the broker took the subscription.
    ///
    /// - Parameters:
    ///   - session: the name under which the broker keeps what comes while this one is away; without it, it keeps nothing.
    ///   - onMessage: gets each message, which is then not in `messages`.
    package init(
        port: Int, user: String? = nil, password: String? = nil, authorityFile: String? = nil, session: String? = nil,
        onMessage: (@Sendable (Message) -> Void)? = nil
    ) async throws {
        ear = Ear(onMessage)
        let object = Unmanaged.passUnretained(ear).toOpaque()
        guard Self.isReady, let handle = mosquitto_new(session, session == nil, object) else { throw NotConnected() }
        self.handle = handle
        if let user { mosquitto_username_pw_set(handle, user, password) }
        if let authorityFile { mosquitto_tls_set(handle, authorityFile, nil, nil, nil, nil) }
        mosquitto_connect_callback_set(handle) { handle, _, code in
            if code == 0 { mosquitto_subscribe(handle, nil, "#", 1) }
        }
        mosquitto_subscribe_callback_set(handle) { _, object, _, _, _ in
            MosquittoSubscriber.ear(object)?.subscriptions.withLock { $0 += 1 }
        }
        mosquitto_message_callback_set(handle) { _, object, message in
            guard let message = message?.pointee, let topic = message.topic else { return }
            let bytes = UnsafeRawBufferPointer(start: message.payload, count: Int(message.payloadlen))
            MosquittoSubscriber.ear(object)?.hear(
                Message(
                    topic: String(cString: topic), payload: Array(bytes), quality: Int(message.qos),
                    isRetained: message.retain))
        }
        mosquitto_reconnect_delay_set(handle, 1, 1, false)
        guard mosquitto_connect(handle, "127.0.0.1", Int32(port), 60) == MOSQ_ERR_SUCCESS.rawValue,
            mosquitto_loop_start(handle) == MOSQ_ERR_SUCCESS.rawValue,
            try await poll({ self.subscriptions > 0 })
        else { throw NotConnected() }
    }

    deinit {
        mosquitto_disconnect(handle)
        mosquitto_loop_stop(handle, true)
        mosquitto_destroy(handle)
    }

    /// What was published so far, in the order in which it came.
    package var messages: [Message] { ear.messages.withLock { $0 } }
    /// How often the broker took the subscription: once more after each time that it was gone.
    package var subscriptions: Int { ear.subscriptions.withLock { $0 } }

    private static func ear(_ object: UnsafeMutableRawPointer?) -> Ear? {
        object.map { Unmanaged<Ear>.fromOpaque($0).takeUnretainedValue() }
    }

    package struct NotConnected: Error, CustomStringConvertible {
        package var description: String { "the subscriber could not connect to the broker" }
    }
}
