// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
package import Hummingbird

/// Asks for the user `admin` and a token before a page is shown, by HTTP Basic authentication.
///
/// Without a token every reader is let in: for a collector that only its own machine can reach.
package struct PrivatePages: RouterMiddleware {
    package typealias Context = BasicRequestContext

    private let expected: [UInt8]?

    package init(token: String?) {
        expected = token.map { Self.digest("admin:\($0)") }
    }

    package func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard let expected else { return try await next(request, context) }
        let header = request.headers[.authorization] ?? ""
        let credentials =
            header.lowercased().hasPrefix("basic ") ? Data(base64Encoded: String(header.dropFirst(6))) : nil
        // Comparing digests takes the same time wherever a guess first differs.
        guard let credentials, Self.digest(String(decoding: credentials, as: UTF8.self)) == expected else {
            return Response(
                status: .unauthorized,
                headers: [
                    .wwwAuthenticate: "Basic realm=\"butler-telemetry\", charset=\"UTF-8\"", .cacheControl: "no-store",
                ])
        }
        return try await next(request, context)
    }

    private static func digest(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }
}
