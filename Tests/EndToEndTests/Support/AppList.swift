// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
import HTTPListener
import MonitoringTestKit
import NIOCore
import NIOHTTP1

/// The names of a simulated site's apps, asked for as the monitor does.
enum AppList {
    private struct App: Decodable {
        var id: String
        var name: String
    }

    /// Names by ID.
    static func names(of simulation: Simulation) async throws -> [String: String] {
        let site = simulation.directory.file("site")
        let repository = try String(contentsOfFile: site + "/repository.txt", encoding: .utf8)
            .trimmingCharacters(in: .newlines)
        // Shows the certificate as a client, too, and trusts whoever answers.
        let tls = try TLSFiles(certificateFile: site + "/client.pem", keyFile: site + "/client_key.pem").configuration()
        let key = "0123456789abcdef"
        var request = HTTPClientRequest(url: "https://\(repository)/qrs/app?xrfkey=\(key)")
        request.headers.add(name: "X-Qlik-Xrfkey", value: key)
        request.headers.add(name: "X-Qlik-User", value: "UserDirectory=Internal; UserId=sa_repository")
        request.tlsConfiguration = tls
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let body = try await answer.body.collect(upTo: 8 << 20)
        let apps = try JSONDecoder().decode([App].self, from: Data(body.readableBytesView))
        return Dictionary(apps.map { ($0.id, $0.name) }) { first, _ in first }
    }
}
