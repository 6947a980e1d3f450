// SPDX-License-Identifier: MIT

package import HummingbirdCore
import HummingbirdTLS

extension HTTPServerBuilder {
    /// HTTP/1.1 for whatever a network sends, within limits.
    ///
    /// - Parameters:
    ///   - connections: counts those that are dropped.
    ///   - answer: what is said to a connection that is given up; called once for each refusal that no route answers.
    package static func limited(
        _ limits: ConnectionLimits, tls: TLSFiles? = nil, connections: ConnectionCount? = nil,
        answer: @escaping @Sendable (ConnectionRefusal) -> RefusalAnswer
    ) throws(TLSFilesFailure) -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [
                    ConnectionGuard(limits: limits, connections: connections, answer: answer)
                ],
                idleTimeout: limits.idleTime,
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                    maxHeaderFieldCount: limits.headerCount)))
        guard let tls else { return plain }
        let configuration = try tls.configuration()
        do {
            return try .tls(plain, tlsConfiguration: configuration)
        } catch {
            throw TLSFilesFailure(file: tls.keyFile, problem: "cannot be used")
        }
    }
}
