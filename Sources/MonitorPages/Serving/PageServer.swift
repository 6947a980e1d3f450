// SPDX-License-Identifier: MIT

package import HTTPListener
import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import MonitoringPipeline
import NIOCore
import ServiceLifecycle

/// Serves one of the pages at its own address.
///
/// Promises: throws if it cannot listen, and says so in a sentence; nobody sees anything that `PageAccess` does not admit;
/// few connections, small requests and slow senders cost little.
package struct PageServer: Service, CustomStringConvertible {
    /// Where and to whom a page is shown.
    package struct Settings: Sendable {
        /// What it is called in the log.
        package var name: String
        package var address: ListenAddress
        /// `nil` admits whoever can reach it, which has to be this host alone.
        package var token: String?

        package init(name: String, address: ListenAddress, token: String?) {
            self.name = name
            self.address = address
            self.token = token
        }
    }

    private static let connectionLimit = 64
    private static let limits = ConnectionLimits(
        requestTime: .seconds(10), answerTime: .seconds(30), idleTime: .seconds(30), headerBytes: 8192, headerCount: 64,
        bodyBytes: 1024)

    private let settings: Settings
    private let page: any ServedPage
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let onListening: @Sendable (ListenAddress) async -> Void

    /// Serves the configuration in force, with its explanations.
    package init(
        _ settings: Settings, configuration: ShownConfiguration, file: String,
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger,
        onListening: @escaping @Sendable (ListenAddress) async -> Void
    ) {
        let page = ConfigurationPage(configuration: configuration, file: file)
        self.init(settings, page: page, clock: clock, logger: logger, onListening: onListening)
    }

    /// Serves how the site and the program are, asked anew at each request.
    package init(
        _ settings: Settings, status: @escaping @Sendable () -> SiteStatus,
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger,
        onListening: @escaping @Sendable (ListenAddress) async -> Void
    ) {
        let page = StatusPage(status: status)
        self.init(settings, page: page, clock: clock, logger: logger, onListening: onListening)
    }

    private init(
        _ settings: Settings, page: any ServedPage, clock: any Clock<Duration>, logger: Logger,
        onListening: @escaping @Sendable (ListenAddress) async -> Void
    ) {
        self.settings = settings
        self.page = page
        self.clock = clock
        self.logger = logger
        self.onListening = onListening
    }

    /// Service groups log their services.
    package var description: String { "PageServer for \(settings.name)" }

    package func run() async throws {
        let template = try PageTemplate()
        let refusals = RefusalLog(page: settings.name, clock: clock, logger: logger)
        let gate = PageGate(
            settings.address, token: settings.token, rates: PageRates(clock: clock), refusals: refusals)
        let responder = CallbackResponder<PageContext> { request, context in
            let response = Self.answer(
                to: request, from: context.channel.remoteAddress, page, gate: gate, template
            ).response
            return request.method == .head ? response.createHeadResponse() : response
        }
        let connections = ConnectionCount(maximum: Self.connectionLimit)
        let server = try HTTPServerBuilder.limited(Self.limits, connections: connections) {
            Self.note($0, connections, refusals)
            return RefusalAnswer()
        }
        let listener = HTTPListener(
            responder: responder, address: settings.address, server: server, connections: connections, logger: logger,
            onListening: onListening)
        async let _ = refusals.run()
        try await listener.run()
    }

    /// Says that nobody gets through. A browser that opens a connection ahead and does not use it is no news.
    static func note(_ refusal: ConnectionRefusal, _ connections: ConnectionCount, _ refusals: RefusalLog) {
        guard refusal == .tooSlow, !connections.isAcceptingNewConnections() else { return }
        refusals.refused(.unfinished, nil)
    }

    private static func answer(
        to request: Request, from peer: SocketAddress?, _ page: any ServedPage, gate: PageGate, _ template: PageTemplate
    ) -> PageAnswer {
        func refuse(_ refusal: PageRefusal) -> PageAnswer {
            let view = MessageView(title: refusal.title, text: refusal.explanation)
            return PageAnswer(
                PageAnswer.html, template.render(message: view), status: refusal.status, fields: refusal.fields)
        }
        if let refusal = gate.refusal(of: request.head, from: peer) { return refuse(refusal) }
        let path = request.uri.path
        if path == "/style.css" { return PageAnswer("text/css; charset=utf-8", Stylesheet.text) }
        return page.answer(at: path, PageQuery(request.uri.query ?? ""), template) ?? refuse(.notFound)
    }
}

/// What a server shows.
protocol ServedPage: Sendable {
    /// What is at a path; `nil` if nothing is.
    func answer(at path: String, _ query: PageQuery, _ template: PageTemplate) -> PageAnswer?
}

/// A request's connection, whose other end is counted.
private struct PageContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
