// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Testing

/// A network that is blocked or lies costs one line in the log, and never the monitor's time.
@Suite(.timeLimit(.minutes(3)))
struct SpoiledNetworkTests {
    @Test(
        arguments: [
            (.refusal, "connection refused"), (.silence, "no name service tells where"),
            (.blackhole, "no answer in time"),
            (.strangerCertificate, "certificate is expired or not signed"),
            (.wrongName, "certificate is not for this host"), (.redirect, "HTTP status 302: a redirect"),
            (.loginPage, "something that is not a collector answered"),
        ] as [(IsolatedNetwork.Behaviour, String)])
    func `costs one warning, and nothing goes elsewhere`(behaviour: IsolatedNetwork.Behaviour, cause: String)
        async throws
    {
        try await IsolatedNetwork.run(behaviour) { network in
            let site = try await IsolatedSite(in: network)
            let monitor = try await site.start(setup(behaviour, network))
            #expect(try await monitor.waitForOutput("the report could not be sent"), "\(monitor.text)")
            let polls = try await site.polls()
            // Five seconds of waiting for an answer that does not come are five rounds.
            if behaviour == .silence || behaviour == .blackhole { #expect(polls >= 6) }
            #expect(try await site.waitForPolls(polls + IsolatedSite.polls), "\(monitor.text)")
            try await site.stop(monitor)
            let warnings = monitor.telemetryLines.filter { $0.contains(" warn: ") }
            #expect(warnings.count == 1 && warnings.allSatisfy { $0.contains(cause) }, "\(warnings)")
            #expect(network.requests.isEmpty == ![.redirect, .loginPage].contains(behaviour), "\(network.requests)")
            #expect(network.requests.allSatisfy { $0 == "POST \(MonitorSetup.collectorName)/v2/reports" })
            #expect(network.framesToOthers.isEmpty, "\(network.framesToOthers)")
        }
    }

    @Test(arguments: [IsolatedNetwork.Behaviour.silence, .blackhole])
    func `a report that hangs does not hold the end`(behaviour: IsolatedNetwork.Behaviour) async throws {
        try await IsolatedNetwork.run(behaviour) { network in
            let site = try await IsolatedSite(in: network)
            let monitor = try await site.start(setup(behaviour, network))
            let sign = behaviour == .silence ? " asks " : " > 198.51.100.1:443 syn"
            #expect(
                try await poll { network.frames.contains { $0.description.contains(sign) } },
                "\(monitor.text)")
            try await site.stop(monitor)
            #expect(monitor.telemetryLines.allSatisfy { !$0.contains(" warn: ") }, "\(monitor.text)")
        }
    }

    private func setup(_ behaviour: IsolatedNetwork.Behaviour, _ network: IsolatedNetwork) -> MonitorSetup {
        var setup = MonitorSetup()
        if [.strangerCertificate, .wrongName, .redirect, .loginPage].contains(behaviour) {
            setup.authorityFile = network.authority
        }
        return setup
    }
}
