// SPDX-License-Identifier: MIT

package import Monitoring

/// Asks the repository service for the names of all apps, and puts them in a table.
package struct AppNamesPoll: Poll {
    private static let maximumSize = 64 << 20

    private let host: String
    private let client: SenseClient
    private let table: AppNameTable
    private let timeout: Duration
    private let makeKey: @Sendable () -> String

    /// - Parameters:
    ///   - host: `HOST:PORT` of the repository service.
    ///   - timeout: large sites have thousands of apps, and the repository takes its time for them.
    ///   - makeKey: makes sixteen letters and digits, other ones for each call.
    package init(
        host: String, client: SenseClient, table: AppNameTable, timeout: Duration = .seconds(30),
        makeKey: @escaping @Sendable () -> String = { AppNamesPoll.randomKey() }
    ) {
        self.host = host
        self.client = client
        self.table = table
        self.timeout = timeout
        self.makeKey = makeKey
    }

    package var target: PollTarget {
        PollTarget(.appNames, serverName: MonitoredServer.hostName(host), host: host)
    }

    package func ask(now: @Sendable () -> Timestamp) async throws(PollFailure) -> Observation? {
        let key = makeKey()
        let headers = [
            Tag("X-Qlik-User", "UserDirectory=Internal; UserId=sa_repository"), Tag("X-Qlik-Xrfkey", key),
        ]
        let names = try await client.get(
            "/qrs/app", query: "xrfkey=\(key)", from: host, headers: headers, timeout: timeout,
            maximumSize: Self.maximumSize, decode: AppNamesDecoder.decode)
        table.replace(with: names)
        return nil
    }

    package static func randomKey() -> String {
        let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        return String((0..<16).map { _ in characters[Int.random(in: 0..<characters.count)] })
    }
}
