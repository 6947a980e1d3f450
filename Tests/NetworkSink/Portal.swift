// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOHTTP1

/// What is behind port 443: the collector, or somebody who stands in between.
struct Portal: Sendable {
    let behaviour: Behaviour
    let certificates: SinkCertificates
    let collector: String

    func run(address: String, isReady: @escaping @Sendable () -> Void) async throws {
        let responder = CallbackResponder<BasicRequestContext> { request, _ in try await respond(to: request) }
        let application = Application(
            responder: responder, server: try .tls(.http1(), tlsConfiguration: certificates.tls()),
            configuration: .init(address: .hostname(address, port: 443)),
            onServerRunning: { _ in isReady() }, logger: Logger(label: "portal") { _ in SwiftLogNoOpLogHandler() })
        try await application.run()
    }

    private func respond(to request: Request) async throws -> Response {
        let now = Date.now.timeIntervalSince1970
        let time = Report.time(seconds: Int(now), microseconds: Int(now.truncatingRemainder(dividingBy: 1) * 1e6))
        let host = request.head.authority ?? "nobody"
        Report.line("\(time) http \(request.method.rawValue) \(host)\(request.uri.path)")
        switch behaviour {
        case .redirect:
            return Response(status: .found, headers: [.location: "http://\(Behaviour.loginName)/"])
        case .loginPage:
            let page = "<!doctype html><title>Welcome</title><form>Please log in to use this network</form>"
            return Response(
                status: .ok, headers: [.contentType: "text/html"], body: .init(byteBuffer: ByteBuffer(string: page)))
        default:
            return try await forward(request)
        }
    }

    private func forward(_ request: Request) async throws -> Response {
        var forwarded = HTTPClientRequest(url: collector + request.uri.string)
        forwarded.method = .RAW(value: request.method.rawValue)
        for field in request.headers where field.name != .contentLength {
            forwarded.headers.add(name: field.name.rawName, value: field.value)
        }
        forwarded.body = .bytes(try await request.body.collect(upTo: 1 << 20))
        let answer = try await HTTPClient.shared.execute(forwarded, timeout: .seconds(10))
        let body = try await answer.body.collect(upTo: 1 << 20)
        return Response(status: .init(code: Int(answer.status.code)), body: .init(byteBuffer: body))
    }
}
