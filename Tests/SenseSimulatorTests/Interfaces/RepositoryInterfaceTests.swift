// SPDX-License-Identifier: MIT

import NIOHTTP1
import Synchronization
import Testing

@testable import SenseSimulator

@Suite(.timeLimit(.minutes(3))) struct RepositoryInterfaceTests {
    private let key = "abcdefghij987654"

    @Test func `lists the apps that the engines know, at any time`() async throws {
        let site = SimulatedSite(seed: 4, servers: 2)
        let time = Mutex(RunningSite.time)
        try await RunningSite.run(site: site, now: { time.withLock { $0 } }) { running in
            for _ in 1...3 {
                let list = try #require(try await running.ask(.repository).json as? [[String: Any]])
                let ids = Set(list.compactMap { $0["id"] as? String })
                #expect(ids.count == list.count)
                for server in 1...2 {
                    let health = try #require(try await running.ask(.engine, server: server).json as? [String: Any])
                    let apps = try #require(health["apps"] as? [String: Any])
                    let inMemory = try #require(apps["in_memory_docs"] as? [String])
                    #expect(ids.isSuperset(of: inMemory.filter { !$0.hasPrefix("SessionApp_") }))
                }
                time.withLock { $0 += 5 * 3600 }
            }
        }
    }

    @Test func `sends thousands of apps`() async throws {
        let site = SimulatedSite(seed: 4, servers: 1, apps: 10_000)
        try await RunningSite.run(site: site) { running in
            let answer = try await running.ask(.repository)
            #expect(answer.body == site.apps(at: RunningSite.time).json)
            #expect(try (answer.json as? [Any])?.count ?? 0 > 9000)
        }
    }

    @Test func `wants the key, and then a user`() async throws {
        try await RunningSite.run { running in
            let user = ["X-Qlik-User": "UserDirectory=Internal; UserId=sa_repository"]
            let withoutKey = try await running.get("/qrs/app?xrfkey=\(key)", of: .repository, headers: user)
            #expect(withoutKey.status == .badRequest)
            let withoutUser = try await running.get(
                "/qrs/app?xrfkey=\(key)",
                of: .repository,
                headers: ["X-Qlik-Xrfkey": key]
            )
            #expect(withoutUser.status == .forbidden)
            #expect(withoutUser.text.contains("X-Qlik-User"))
            let elsewhere = try await running.get("/qrs/user?xrfkey=\(key)", of: .repository, headers: user)
            #expect(elsewhere.status == .notFound)
        }
    }

    @Test(arguments: [
        "UserDirectory=Internal; UserId=sa_repository", "userdirectory=A;userid=b=c", "UserDirectory=A B; UserId= ",
    ])
    func `lets a user in`(header: String) {
        #expect(RepositoryInterface.namesUser(header))
    }

    @Test(
        arguments: [
            nil, "", ";", "UserDirectory=Internal", "UserId=sa_repository", "UserDirectory=; UserId=a",
            "UserDirectory=A; UserId=", "UserId=a; UserDirectory=A", "UserDirectory; UserId",
            "UserDirectory=A; UserId=b; c",
        ]
    )
    func `lets nobody in whom the header does not name`(header: String?) {
        #expect(!RepositoryInterface.namesUser(header))
    }
}
