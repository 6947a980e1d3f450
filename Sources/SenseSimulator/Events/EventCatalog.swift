// SPDX-License-Identifier: MIT

import SeededNumbers

/// Makes datagrams about the people, apps and servers of a simulated site.
///
/// Promises: the same datagrams for the same site at the same time. Every datagram has the number of its event in a field
/// that ends up in a database:
///
/// - user events: behind the user's ID, after a `#`, and once more in the message;
/// - log events: at the end of the message, after a `#`;
/// - performance events: as the `handle`, for they have no message.
struct EventCatalog {
    private let site: SimulatedSite
    private let generation: EventKind.Generation
    private let apps: [SenseApp]
    /// By the number of the server, from 1 on.
    private let healths: [EngineHealthDocument]

    /// - Parameter time: in seconds since 1970; the site's apps are those of this time.
    init(site: SimulatedSite, generation: EventKind.Generation, at time: Double) {
        self.site = site
        self.generation = generation
        apps = site.apps(at: time)
        healths = (1...site.serverCount).map { site.health(ofServer: $0, at: time) }
    }

    /// So many different datagrams of a kind; none if the generation has no such events.
    func templates(of kind: EventKind, count: Int) -> [EventTemplate] {
        guard let prefix = kind.prefix(generation), let place = EventKind.allCases.firstIndex(of: kind) else {
            return []
        }
        return (0..<count).map { variant in
            var random = site.random(.event, place, variant)
            var template = EventTemplate(kind.port)
            template.fields(prefix)
            let scene = scene(&random)
            switch kind {
            case .userSession: Self.addSession(to: &template, scene, &random)
            case .userConnection: Self.addConnection(to: &template, scene, &random)
            case .engine: Self.addEngine(to: &template, scene, &random)
            case .proxy: Self.addRequest(to: &template, LoggedLine.proxy, scene, &random)
            case .repository: Self.addRequest(to: &template, LoggedLine.repository, scene, &random)
            case .scheduler: Self.addScheduler(to: &template, scene, &random)
            case .performance: Self.addPerformance(to: &template, scene, &random)
            }
            return template
        }
    }

    /// Who does what where.
    struct Scene {
        let user: SiteUser
        /// The name of the host, as it is in the monitor's configuration.
        let host: String
        let version: String
        let started: String
        let proxy: VirtualProxy
        /// Now and then that of an app that is gone.
        let appID: String
        let appName: String
    }

    private func scene(_ random: inout SplitMix64) -> Scene {
        let user = SiteUser(&random)
        let server = random.number(in: 1...site.serverCount)
        let app = random.number(in: 0...15) == 0 ? nil : random.element(apps)
        return Scene(
            user: user, host: "sense\(server)", version: healths[server - 1].version,
            started: healths[server - 1].started, proxy: random.element(site.virtualProxies) ?? .root,
            appID: app?.id ?? random.guid(), appName: app?.name ?? "")
    }
}

extension SimulatedSite {
    /// A sequence of its own for each path of numbers.
    fileprivate func random(_ draw: Draw, _ path: Int...) -> SplitMix64 {
        SplitMix64(seed: seed, [draw.rawValue] + path)
    }
}

extension SplitMix64 {
    /// One of the elements, each as likely as the next; `nil` if there is none.
    mutating func element<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[number(in: 0...elements.count - 1)]
    }
}
