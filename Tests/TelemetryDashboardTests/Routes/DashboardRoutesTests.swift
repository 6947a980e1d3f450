// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TelemetryDashboard
import Testing

struct DashboardRoutesTests {
    private static let pages = [
        "/", "/features", "/features/mqtt", "/platforms", "/versions", "/schedule", "/cohorts", "/data-health",
        "/public",
        "/erase",
    ]
    private static let policy = [
        "default-src 'none'", "style-src 'self'", "img-src 'self' data:", "base-uri 'none'", "form-action 'self'",
        "frame-ancestors 'none'",
    ].joined(separator: "; ")

    @Test(arguments: pages, [SampleReader.State.full, .waiting, .empty])
    func `every page can be read, whatever the store holds`(path: String, state: SampleReader.State) async throws {
        let response = try await DashboardSite(state, notice: "Simulated fleet").get(path)
        #expect(response.status == .ok)
        let html = String(buffer: response.body)
        #expect(PageFaults(html).all == [])
        #expect(html.contains(">Simulated fleet</p>"))
    }

    @Test(arguments: pages)
    func `every link of a page leads somewhere`(path: String) async throws {
        let site = try DashboardSite()
        for link in try await Markup(site.text(path)).values(of: "href")
        where !link.hasPrefix("data:") && link != "#content" {
            let response = try await site.get(Self.resolved(link.replacing("&amp;", with: "&"), from: path))
            #expect(response.status == .ok, "\(link) on \(path)")
        }
    }

    @Test(arguments: pages)
    func `a page may run nothing and load only its style sheet`(path: String) async throws {
        let headers = try await DashboardSite().get(path).headers
        #expect(headers[.contentType] == "text/html; charset=utf-8")
        #expect(headers[.contentSecurityPolicy] == Self.policy)
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(try headers[#require(HTTPField.Name("Referrer-Policy"))] == "no-referrer")
        let isPublic = path == "/public" || path == "/erase"
        #expect(headers[.cacheControl] == (isPublic ? "public, max-age=300" : "private, no-cache"))
    }

    @Test(arguments: pages + ["/style.css", "/features/mqtt/adoption.csv"])
    func `a client that names the tag gets no second copy`(path: String) async throws {
        let site = try DashboardSite()
        let first = try await site.get(path)
        try #require(first.status == .ok)
        let tag = try #require(first.headers[.eTag])
        #expect(tag.wholeMatch(of: /"[0-9a-f]{32}"/) != nil)
        let second = try await site.get(path, headers: [.ifNoneMatch: "W/\"old\", \(tag)"])
        #expect(second.status == .notModified)
        #expect(second.headers[.eTag] == tag && second.headers[.contentType] == nil)
        #expect(second.body.readableBytes == 0)
        let other = try await site.get(path, headers: [.ifNoneMatch: "\"old\""])
        #expect(other.status == .ok && other.body == first.body)
    }

    @Test(arguments: [
        "weeks=900", "weeks=4&weeks=8", "silent=2", "end=2001-01-01", "service=nobody", "version=99.9",
        "version=%22%3E",
        "colour=%3Cscript%3E", "weeks=%F0",
    ])
    func `a filter that cannot be followed gets a page that names it`(query: String) async throws {
        let site = try DashboardSite()
        for path in Self.pages.dropLast(2) {
            let response = try await site.get("\(path)?\(query)")
            #expect(response.status == .badRequest)
            #expect(response.headers[.cacheControl] == "no-store" && response.headers[.eTag] == nil)
            let html = String(buffer: response.body)
            #expect(PageFaults(html).all == [])
            #expect(html.contains("<h2 id=\"section-1\">\(query.split(separator: "=")[0])</h2>"))
            #expect(html.contains("Possible: "))
        }
    }

    @Test func `a version that nobody runs is answered with those that there are`() async throws {
        let html = try await DashboardSite().text("/features?version=99.9")
        #expect(html.contains("Found: 99.9") && html.contains("14.2, 14.1, 13.0"))
    }

    @Test(arguments: [
        ("/features?version=99.9&weeks=52&silent=0.1", "features?weeks=52&amp;silent=0.1"),
        ("/?version=99.9&weeks=52", "./?weeks=52"),
        ("/platforms?version=99.9&service=coffee", "platforms?service=coffee"),
        ("/features?weeks=900&silent=0.1&colour=red", "features?silent=0.1"),
        ("/features?weeks=4&weeks=8&silent=0.1", "features?silent=0.1"),
    ])
    func `the way out of a filter that cannot be followed keeps the others`(path: String, goal: String) async throws {
        let site = try DashboardSite()
        let html = try await site.text(path)
        let all = String(goal.prefix { $0 != "?" })
        let several = path.contains("colour")
        #expect(
            html.contains("<a href=\"\(goal)\">Show the page without \(several ? "these filters" : "this filter")</a>"))
        #expect(html.contains("<a href=\"\(all)\">Show the page without filters</a>"))
    }

    @Test func `without other filters there is one way out`() async throws {
        let html = try await DashboardSite().text("/features?version=99.9")
        #expect(html.contains("without filters</a>") && !html.contains("without this filter"))
    }

    @Test func `programs are told in whole sentences what is wrong`() async throws {
        let response = try await DashboardSite().get("/overview/installations.csv?colour=red&weeks=900")
        let text = String(buffer: response.body)
        #expect(response.status == .badRequest)
        #expect(text.contains("\"type\":\"urn:butler-telemetry:invalid-filter\""))
        #expect(
            text.contains(
                " colour: Found: a filter that this page does not have; Possible: one of service, version, weeks, silent, end. "
                    + "weeks: Found: 900; Possible: a whole number of weeks from 4 to 56."))
    }

    @Test(arguments: [SampleReader.State.waiting, .empty])
    func `figures for programs are there before the first installation is`(state: SampleReader.State) async throws {
        let site = try DashboardSite(state)
        for path in Self.pages.dropLast(2) {
            let links = try await Markup(DashboardSite().text(path)).values(of: "href")
                .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".json") }
            #expect(!links.isEmpty, "\(path)")
            for link in links {
                let response = try await site.get(Self.resolved(link, from: path))
                #expect(response.status == .ok, "\(link) on \(path)")
                #expect(response.body.readableBytes > 0)
            }
        }
        #expect(try await site.get("/overview/nothing.csv").status == .notFound)
    }

    @Test func `the form names the day for which the schedule is made, and does not hold on to it`() async throws {
        let site = try DashboardSite()
        let page = try await site.text("/schedule")
        #expect(page.contains("name=\"end\" value=\"2027-02-20\">"))
        #expect(try await site.text("/schedule?end=2027-02-20") == page)
        let later = try await site.text("/schedule?end=2027-03-01")
        #expect(later.contains("name=\"end\" value=\"2027-03-01\">") && later.contains("versions?end=2027-03-01"))
    }

    @Test func `a store without reports tells how to send one, and has nothing to filter`() async throws {
        for path in ["/", "/features", "/cohorts"] {
            let html = try await DashboardSite(.empty).text(path)
            #expect(html.contains("<code>COLLECTOR=http://127.0.0.1:1 butler-sos run</code>"))
            #expect(!html.contains("<form") && !html.contains("Not enough data"))
        }
        #expect(try await !DashboardSite(.waiting).text("/").contains("Send a first report"))
    }

    @Test func `filters choose what is read`() async throws {
        let site = try DashboardSite()
        let (all, some) = try await (site.text("/features?weeks=8"), site.text("/features?weeks=8&version=14.2"))
        #expect(all != some)
        #expect(some.contains("<option value=\"14.2\" selected>14.2</option>"))
        #expect(try await site.text("/features/features.json?weeks=8&version=14.2").contains("\"version\":\"14.2\""))
    }

    @Test func `public pages take no other filter than the program`() async throws {
        let site = try DashboardSite()
        #expect(try await site.get("/public?weeks=8").status == .badRequest)
        #expect(try await site.get("/public?service=coffee").status == .ok)
        #expect(try await site.text("/public").contains("<form") == false)
    }

    @Test func `a feature that nobody knows is answered with those that there are`() async throws {
        let response = try await DashboardSite().get("/features/teleport?weeks=8")
        #expect(response.status == .notFound)
        let html = String(buffer: response.body)
        #expect(
            html.contains("No feature is called teleport.") && html.contains("<a href=\"../features/mqtt?weeks=8\">"))
        #expect(PageFaults(html).all == [])
    }

    @Test(arguments: [
        "/features/nothing.csv", "/overview/nothing.json", "/platforms/matrix.xml", "/public/a.csv", "/versions/x",
    ])
    func `data that are not there are a problem for programs`(path: String) async throws {
        let response = try await DashboardSite().get(path)
        #expect(response.status == .notFound)
        #expect(response.headers[.contentType] == "application/problem+json")
        let text = String(buffer: response.body)
        #expect(text.contains("\"status\":404") && text.contains("\"type\":\"urn:butler-telemetry:not-found\""))
    }

    @Test func `data have their media type and are what the page shows`() async throws {
        let site = try DashboardSite()
        let csv = try await site.get("/overview/installations.csv")
        #expect(csv.headers[.contentType] == "text/csv; charset=utf-8; header=present")
        #expect(String(buffer: csv.body).hasPrefix("Week,"))
        let json = try await site.get("/overview/installations.json")
        #expect(json.headers[.contentType] == "application/json")
    }

    @Test(arguments: [
        ("/features/", "../features"), ("/features/mqtt/?weeks=8", "../mqtt?weeks=8"), ("/public/", "../public"),
    ])
    func `a slash at the end leads to the page without`(path: String, location: String) async throws {
        let response = try await DashboardSite().get(path)
        #expect(response.status == .permanentRedirect)
        #expect(response.headers[.location] == location)
    }

    @Test func `in a group the pages find each other`() async throws {
        let site = try DashboardSite(prefix: "insights")
        for path in ["/insights/", "/insights/features/mqtt"] {
            for link in try await Markup(site.text(path)).values(of: "href")
            where !link.hasPrefix("data:") && link != "#content" {
                let goal = Self.resolved(link.replacing("&amp;", with: "&"), from: path)
                #expect(goal.hasPrefix("/insights/"))
                #expect(try await site.get(goal).status == .ok, "\(link) on \(path)")
            }
        }
    }

    @Test func `text from outside is shown escaped on every page`() async throws {
        let text = "<img src=x onerror=alert(1)> · \"'& · x64"
        let site = try DashboardSite(fleet: SampleFleet(system: text, runtime: "=cmd|<b>"))
        for path in Self.pages {
            let html = try await site.text(path)
            #expect(!html.contains("<img") && !html.contains("|<b>"))
            #expect(PageFaults(html).all == [])
        }
        #expect(try await site.text("/platforms/runtimes.csv").contains("'=cmd|<b>"))
    }

    /// An address as a browser resolves it.
    private static func resolved(_ link: String, from page: String) -> String {
        var folder = page.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
        var rest = link[...]
        while rest.hasPrefix("../") {
            folder.removeLast()
            rest = rest.dropFirst(3)
        }
        if rest.hasPrefix("./") { rest = rest.dropFirst(2) }
        return (folder + [String(rest)]).joined(separator: "/")
    }
}
