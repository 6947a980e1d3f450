// SPDX-License-Identifier: MIT

import Hummingbird
import Logging

/// The least that an HTTP endpoint can do: collects a body and answers 202. What the collector's rates are compared with.
///
/// usage: bare-endpoint PORT
@main
struct BareEndpoint {
    static func main() async throws {
        let router = Router()
        router.get("/healthz") { _, _ in "alive\n" }
        router.post("/**") { request, _ in
            _ = try await request.body.collect(upTo: 16 * 1024)
            return Response(status: .accepted)
        }
        var logger = Logger(label: "bare-endpoint")
        logger.logLevel = .error
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 18340
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger)
        try await application.runService()
    }
}
