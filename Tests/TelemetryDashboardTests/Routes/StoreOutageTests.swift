// SPDX-License-Identifier: MIT

import HTTPTypes
import HummingbirdTesting
import MonitoringTestKit
import NIOCore
import TelemetryDashboard
import Testing

struct StoreOutageTests {
    @Test(arguments: ["/", "/features", "/features/mqtt", "/schedule", "/public"])
    func `a store that fails gives a page that says when to come back`(path: String) async throws {
        let site = try DashboardSite(.failing)
        let response = try await site.get(path)
        #expect(response.status == .serviceUnavailable)
        #expect(try response.headers[#require(HTTPField.Name("Retry-After"))] == "60")
        #expect(response.headers[.cacheControl] == "no-store")
        let html = String(buffer: response.body)
        #expect(PageFaults(html).all == [])
        #expect(html.contains("The figures cannot be read at the moment") && !html.contains("the disk is gone"))
        #expect(site.told == ["the database does not work at the moment: the disk is gone"])
    }

    @Test func `programs are told in their own way`() async throws {
        let response = try await DashboardSite(.failing).get("/overview/installations.csv")
        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.contentType] == "application/problem+json")
    }

    @Test func `what needs no store is there all the same`() async throws {
        let site = try DashboardSite(.failing)
        #expect(try await site.get("/erase").status == .ok)
        #expect(try await site.get("/style.css").status == .ok)
        #expect(site.reader.questions == 0)
    }

    @Test func `a failure is not remembered`() async throws {
        let site = try DashboardSite(.failing)
        #expect(try await site.get("/features").status == .serviceUnavailable)
        site.reader.state = .full
        #expect(try await site.get("/features").status == .ok)
    }

    @Test func `a page that is kept outlives a short outage`() async throws {
        let site = try DashboardSite()
        let before = try await site.text("/features")
        site.reader.state = .failing
        #expect(try await site.text("/features") == before)
        site.clock.advance(by: .seconds(60))
        #expect(try await site.get("/features").status == .serviceUnavailable)
    }
}
