// SPDX-License-Identifier: MIT

internal import HTTPTypes
package import Hummingbird
internal import NIOCore
package import TelemetryStore
package import TelemetryWire

/// The pages that show the makers of a program what its telemetry says.
///
/// Promises: reads counts only, through a `FleetReader`; sends no script. Who may see the pages is decided by the
/// middleware around them. If the reader throws, so does the route.
package struct DashboardRoutes<Context: RequestContext>: Sendable {
    private let reader: any FleetReader
    private let service: ServiceTitle
    private let features: [FeatureTitle]
    private let today: @Sendable () -> UTCDay
    private let overviewPage: OverviewPage

    /// Compiles the templates of the pages; throws only if one of them is malformed.
    ///
    /// - Parameter today: the day that the figures are made for, asked at each request.
    package init(
        reader: any FleetReader, service: ServiceTitle, features: [FeatureTitle],
        today: @escaping @Sendable () -> UTCDay
    ) throws {
        self.reader = reader
        self.service = service
        self.features = features
        self.today = today
        overviewPage = try OverviewPage()
    }

    /// Adds `GET /`, the overview, and `GET /style.css` to a router or to a group of it.
    ///
    /// The page looks for the style sheet beside itself, so the address of a group's page must end with a slash.
    package func addRoutes(to router: some RouterMethods<Context>) {
        router.get("/") { _, _ in
            let overview = try await reader.overview(service: service.name, asOf: today())
            let html = overviewPage.render(OverviewModel(overview, service: service, features: features))
            return Response(
                status: .ok, headers: PageHeaders.page, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
        }
        router.get("/style.css") { request, _ in
            if Stylesheet.tag.isNamed(in: request.headers[values: .ifNoneMatch]) {
                return Response(status: .notModified, headers: PageHeaders.stylesheetNotModified)
            }
            return Response(
                status: .ok, headers: PageHeaders.stylesheet,
                body: ResponseBody(byteBuffer: ByteBuffer(string: Stylesheet.text)))
        }
    }
}
