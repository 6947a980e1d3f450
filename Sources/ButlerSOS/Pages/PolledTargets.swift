// SPDX-License-Identifier: MIT

import Monitoring
import Postgres
import SenseSources

/// What a configuration has asked again and again, in the order in which a page shows it.
struct PolledTargets {
    var health: [PollTarget]
    var sessions: [PollTarget]
    var appNames: PollTarget?
    var logDatabase: PollTarget?

    init(_ configuration: MonitorConfiguration) {
        health = configuration.servers.map { PollTarget(.health, serverName: $0.name, host: $0.host) }
        sessions = configuration.servers.flatMap { server in
            (server.proxy?.virtualProxies ?? []).map { prefix in
                PollTarget(
                    .sessions, serverName: server.name, host: server.proxy?.host ?? "", virtualProxy: prefix)
            }
        }
        if configuration.appNames.isEnabled {
            let host = configuration.appNames.callAddress
            appNames = PollTarget(.appNames, serverName: MonitoredServer.hostName(host), host: host)
        }
        logDatabase = configuration.logDatabaseConfiguration.map {
            PollTarget(.logDatabase, serverName: $0.url.host, host: $0.authority)
        }
    }

    var all: [PollTarget] { health + sessions + [appNames, logDatabase].compactMap(\.self) }
}
