// SPDX-License-Identifier: MIT

import CMosquitto

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension MQTTLoop {
    private static let isReady = mosquitto_lib_init() == MOSQ_ERR_SUCCESS.code

    /// Where systems keep the certificates that they trust.
    private static let authorityFolders = ["/etc/ssl/certs", "/etc/pki/tls/certs"]

    /// A connection that is set up and not made yet. What it says about this object must not outlive it.
    func makeHandle() throws(MQTTFailure) -> OpaquePointer {
        let object = Unmanaged.passUnretained(self).toOpaque()
        guard Self.isReady, let handle = mosquitto_new(broker.clientID, true, object) else {
            throw MQTTFailure(.misconfigured, "there is no memory for a connection to the broker")
        }
        do throws(MQTTFailure) {
            if let credentials = broker.credentials {
                try check(mosquitto_username_pw_set(handle, credentials.user, credentials.password), "the user name")
            }
            if let will = broker.will {
                let result = will.withParts { topic, payload in
                    mosquitto_will_set(
                        handle, topic, Int32(clamping: payload.count), payload.baseAddress,
                        broker.isAcknowledged ? 1 : 0, will.isRetained)
                }
                try check(result, "the last will")
            }
            if let tls = broker.tls { try setUp(tls, handle) }
            // The window is counted here: the library shall keep nothing back.
            try check(mosquitto_max_inflight_messages_set(handle, 0), "the number of messages underway")
            _ = mosquitto_int_option(handle, MOSQ_OPT_TCP_NODELAY, 1)
        } catch {
            mosquitto_destroy(handle)
            throw error
        }
        return handle
    }

    private func setUp(_ tls: MQTTBroker.TLS, _ handle: OpaquePointer) throws(MQTTFailure) {
        for file in [tls.authorityFile, tls.certificateFile, tls.keyFile].compactMap(\.self)
        where access(file, R_OK) != 0 {
            throw MQTTFailure(.certificate, "\(file) cannot be read: \(String(cString: strerror(errno)))")
        }
        var folder: String?
        if tls.authorityFile == nil {
            _ = mosquitto_int_option(handle, MOSQ_OPT_TLS_USE_OS_CERTS, 1)
            folder = Self.authorityFolders.first { access($0, R_OK) == 0 }
        }
        // Without a function of our own, the library would ask at the terminal.
        let result = mosquitto_tls_set(handle, tls.authorityFile, folder, tls.certificateFile, tls.keyFile) {
            buffer, size, _, handle in
            guard let buffer, let handle,
                let phrase = MQTTLoop.of(mosquitto_userdata(OpaquePointer(handle)))?.broker.tls?.passphrase,
                phrase.utf8.count < size
            else { return 0 }
            for (place, byte) in phrase.utf8.enumerated() { buffer[place] = CChar(bitPattern: byte) }
            return Int32(phrase.utf8.count)
        }
        try check(result, "the certificates")
        try check(mosquitto_tls_opts_set(handle, 1, nil, nil), "the certificates")
    }

    private func check(_ result: Int32, _ what: String) throws(MQTTFailure) {
        guard result != MOSQ_ERR_SUCCESS.code else { return }
        throw MQTTFailure(
            .misconfigured, "\(what) cannot be used: \(String(cString: mosquitto_strerror(result)))")
    }
}
