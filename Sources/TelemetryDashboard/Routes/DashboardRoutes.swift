// SPDX-License-Identifier: MIT

package import Hummingbird
package import TelemetryInsights
package import TelemetryWire

/// The pages that show what telemetry says: to the makers of a program, and to everybody.
///
/// Promises: reads counts only, through a `DashboardReader`; sends no script; answers a filter that cannot be followed with a
/// page that names it, and a store that fails with a page that says when to come back. Who may see the private pages is
/// decided by the middleware around them.
package struct DashboardRoutes<Context: RequestContext>: Sendable {
    private let desk: PageDesk

    /// Compiles the templates of the pages; throws only if one of them is malformed.
    ///
    /// - Parameters:
    ///   - services: the programs that can be asked about, the usual one first.
    ///   - notice: a line on every page, `Simulated fleet` for example.
    ///   - today: the day that the figures are made for, asked at each request.
    ///   - clock: tells how old a page is that is kept ready.
    ///   - collector: what the running collector counted.
    ///   - storeFailed: is told why a page cannot be made, and says after how many seconds asking again makes sense.
    package init(
        reader: any DashboardReader, services: [ServiceTitle], notice: String? = nil,
        today: @escaping @Sendable () -> UTCDay, clock: some Clock<Duration>,
        collector: @escaping @Sendable () -> DataHealth.Collector? = { nil },
        storeFailed: @escaping @Sendable (any Error) -> Int
    ) throws {
        desk = PageDesk(
            maker: PageMaker(
                reader: reader, services: services, renderer: try PageRenderer(notice: notice), collector: collector),
            cache: PageCache(clock: clock), today: today, storeFailed: storeFailed)
    }

    /// Adds what everybody may see: `GET /public` with its data, `GET /erase`, and the style sheet of all pages.
    ///
    /// All addresses on the pages are relative, so a group may lie anywhere; both kinds of routes belong into the same one.
    package func addPublicRoutes(to router: some RouterMethods<Context>) {
        router.get("/style.css") { [desk] request, _ in desk.stylesheet(request) }
        add(.publicSummary, to: router)
        router.get("/erase") { [desk] request, _ in try await desk.respond(to: request, .erasing) }
    }

    /// Adds the pages of the makers with their data, the overview at `GET /`.
    package func addPrivateRoutes(to router: some RouterMethods<Context>) {
        for topic in Topic.general where topic != .features { add(.topic(topic), to: router) }
        router.get("/features") { [desk] request, _ in try await desk.respond(to: request, .topic(.features)) }
        router.get("/features/:name") { [desk] request, context in
            let name = context.parameters.get("name") ?? ""
            // No feature's name has a dot in it.
            return name.contains(".")
                ? try await desk.respond(to: request, .topic(.features), file: name)
                : try await desk.respond(to: request, .topic(.feature(name)))
        }
        router.get("/features/:name/:file") { [desk] request, context in
            let page = DashboardPage.topic(.feature(context.parameters.get("name") ?? ""))
            return try await desk.respond(to: request, page, file: context.parameters.get("file") ?? "")
        }
    }

    private func add(_ page: DashboardPage, to router: some RouterMethods<Context>) {
        router.get(RouterPath("/\(page.path)")) { [desk] request, _ in try await desk.respond(to: request, page) }
        router.get(RouterPath("/\(page.dataPath)/:file")) { [desk] request, context in
            try await desk.respond(to: request, page, file: context.parameters.get("file") ?? "")
        }
    }
}
