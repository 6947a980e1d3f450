// SPDX-License-Identifier: MIT

import NIOHTTP1
import SenseSimulator
import Testing

@Suite(.timeLimit(.minutes(3))) struct ProxyInterfaceTests {
    private let key = "abcdefghij987654"

    @Test func `lists the sessions of each virtual proxy of each server`() async throws {
        let proxies = try VirtualProxyList(parsing: "/,/hdr,/sales/eu")
        let site = SimulatedSite(seed: 1, servers: 2, virtualProxies: proxies)
        try await RunningSite.run(site: site) { running in
            for server in 1...2 {
                let paths = ["/qps/session", "/qps/hdr/session", "/qps/sales/eu/session"]
                for (path, proxy) in zip(paths, proxies.proxies) {
                    let answer = try await running.get(
                        "\(path)?Xrfkey=\(key)",
                        of: .proxy,
                        server: server,
                        headers: ["X-Qlik-Xrfkey": key]
                    )
                    let sessions = site.sessions(ofServer: server, virtualProxy: proxy, at: RunningSite.time)
                    #expect(answer.status == .ok)
                    #expect(answer.contentType?.hasPrefix("application/json") == true)
                    #expect(try answer.body == #require(sessions).json)
                }
            }
        }
    }

    @Test(arguments: ["/qps/hdr/session", "/qps/session/", "/qps//session", "/qps/HDR/session", "/engine/healthcheck"])
    func `knows no other virtual proxy`(path: String) async throws {
        try await RunningSite.run { running in
            let answer = try await running.get("\(path)?Xrfkey=\(key)", of: .proxy, headers: ["X-Qlik-Xrfkey": key])
            #expect(answer.status == .notFound)
            #expect(answer.text == "not found; this server knows GET /qps/session\n")
        }
    }

    @Test(arguments: ["/qps/session", "/qps/session?Xrfkey=abcdefghij98765", "/qps/session?Xrfkey=abcdefghij987655"])
    func `says what is wrong with the key`(path: String) async throws {
        try await RunningSite.run { running in
            let answer = try await running.get(path, of: .proxy, headers: ["X-Qlik-Xrfkey": key])
            #expect(answer.status == .badRequest)
            #expect(answer.contentType?.hasPrefix("text/plain") == true)
            #expect(answer.text.hasPrefix("XSRF prevention check failed: the "))
        }
    }
}
