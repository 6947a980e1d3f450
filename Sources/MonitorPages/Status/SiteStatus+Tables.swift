// SPDX-License-Identifier: MIT

extension SiteStatus {
    /// One table for each kind of part.
    var tables: [StatusTable] { [serverTable, sourceTable, portTable, destinationTable] }

    private var serverTable: StatusTable {
        StatusTable(
            id: "servers", "Servers", empty: "No server is monitored.",
            columns: [
                ("Server", false), ("Engine", false), ("Last success", false), ("Last failure", false),
                ("Version", false), ("Apps", false), ("Sessions", true), ("Users", true),
            ],
            rows: servers.map { server in
                let figures = server.figures
                return StatusTable.Row(
                    isFailing: server.polls.state == .failing,
                    name: PageText(server.name, limit: 200), nameNote: PageText(server.host, limit: 200),
                    cells: [
                        .state(
                            server.polls.stateView,
                            note: figures?.isSaturated == true ? "saturated: short of resources" : nil),
                        .moment(server.polls.lastSuccess, at: time),
                        .failure(server.polls.lastFailure, at: time),
                        .text(
                            figures?.version.map { String($0.prefix(40)) }, note: figures?.uptime.map { "up for \($0)" }
                        ),
                        Self.apps(figures), .number(figures?.sessions), .number(figures?.users),
                    ])
            })
    }

    private static func apps(_ figures: Server.Figures?) -> StatusTable.Cell {
        let others = [
            figures?.loadedApps.map { "\(TimeText.count($0)) loaded" },
            figures?.appsInMemory.map { "\(TimeText.count($0)) in memory" },
        ].compactMap(\.self)
        let active = figures?.activeApps.map { "\(TimeText.count($0)) active" }
        guard active != nil || !others.isEmpty else { return .text(nil) }
        return .text(active ?? "", note: others.isEmpty ? nil : others.joined(separator: ", "))
    }

    private var sourceTable: StatusTable {
        StatusTable(
            id: "sources", "Other sources", empty: "Nothing else is asked.",
            columns: [
                ("Source", false), ("What", false), ("State", false), ("Last success", false), ("Last failure", false),
                ("Found", false),
            ],
            rows: sources.map { source in
                StatusTable.Row(
                    isFailing: source.polls.state == .failing,
                    name: PageText(source.name, limit: 200), nameNote: PageText(source.host, limit: 200),
                    cells: [
                        .text(source.kind), .state(source.polls.stateView),
                        .moment(source.polls.lastSuccess, at: time), .failure(source.polls.lastFailure, at: time),
                        .text(source.found),
                    ])
            })
    }

    private var portTable: StatusTable {
        StatusTable(
            id: "events", "Events over UDP", empty: "No port is open for events.",
            columns: [
                ("Port", false), ("State", false), ("Received", true), ("Taken", true), ("Dropped", false),
                ("Dropped by the system", true), ("Last event", false),
            ],
            rows: ports.map { port in
                StatusTable.Row(
                    isFailing: !port.isListening,
                    name: PageText(port.name), nameNote: PageText(port.address, limit: 200),
                    cells: [
                        .state(port.isListening ? .good("listens") : .bad("does not listen")),
                        .number(port.received), .number(port.accepted), Self.dropped(port.dropped),
                        .number(port.droppedByKernel), .moment(port.lastEvent, at: time, none: "none yet"),
                    ])
            })
    }

    private var destinationTable: StatusTable {
        StatusTable(
            id: "destinations", "Destinations", empty: "Nothing is sent anywhere.",
            columns: [
                ("Destination", false), ("State", false), ("Last success", false), ("Last failure", false),
                ("In memory", false), ("On disk", false), ("Delivered", true), ("Dropped", false),
            ],
            rows: destinations.map { destination in
                StatusTable.Row(
                    isFailing: destination.state == .failing,
                    name: PageText(destination.name, limit: 200), nameNote: nil,
                    cells: [
                        .state(destination.stateView),
                        destination.isFetched ? .text(nil) : .moment(destination.lastSuccess, at: time),
                        destination.isFetched ? .text(nil) : .failure(destination.lastFailure, at: time),
                        .text(Self.backlog(destination.waitingRecords, destination.waitingBytes)),
                        .text(Self.backlog(destination.spooledRecords, destination.spooledBytes)),
                        .number(destination.delivered), Self.dropped(destination.dropped),
                    ])
            })
    }

    private static func backlog(_ records: Int, _ bytes: Int) -> String {
        records == 0 ? "nothing" : "\(TimeText.count(records)) records, \(TimeText.bytes(bytes))"
    }

    private static func dropped(_ counts: [Count]) -> StatusTable.Cell {
        let all = counts.filter { $0.count > 0 }
        guard !all.isEmpty else { return .text("none") }
        return .text(
            TimeText.count(all.reduce(0) { $0 + $1.count }),
            note: all.map { "\($0.reason) \(TimeText.count($0.count))" }.joined(separator: ", "))
    }
}

extension SiteStatus.Polls {
    fileprivate var stateView: StateView {
        switch state {
        case .waiting: .wait("no poll has ended yet")
        case .working: .good("answers")
        case .failing: .bad("fails")
        case .unanswered: .wait("no answer")
        }
    }
}

extension SiteStatus.Destination {
    fileprivate var stateView: StateView {
        if isFetched { return .good("serves figures") }
        return switch state {
        case .waiting: .wait("nothing delivered yet")
        case .working: .good("delivers")
        case .failing: .bad("fails")
        case .unanswered: .wait("no answer\(silentSeconds.map { " for \(TimeText.span($0))" } ?? "")")
        }
    }
}
