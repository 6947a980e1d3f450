// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation

/// Plays the whole internet for one neighbour, and prints a line for every frame that comes from there.
///
/// For tests that prove silence: it belongs in a network namespace of its own, at the other end of the only cable.
@main
struct NetworkSink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network-sink",
        abstract: "Play the whole internet for one neighbour, and print what comes from there.",
        discussion: """
            One line per frame, with the kernel's time of its arrival in seconds since 1970; one per HTTP request, with its \
            method, host and path. "ready" comes before the first.
            """)

    @Option(help: "The interface that the neighbour is behind.")
    var interface: String

    @Option(help: "The sink's own IPv4 address.")
    var address: String

    @Option(help: "An IPv4 address at which packets vanish.")
    var voidAddress: String

    @Option(help: "What to play: \(Behaviour.allCases.map(\.rawValue).joined(separator: ", ")).")
    var behaviour: Behaviour

    @Option(help: "Where to write the certificate of the authority that signs the collector's.")
    var authority: String

    @Option(help: "Where the collector itself is, as a URL.")
    var collector = "http://127.0.0.1:8340"

    func run() async throws {
        // First of all, so that nothing escapes it.
        let recorder = try FrameRecorder(interface: interface)
        Thread.detachNewThread { recorder.record(Report.line) }
        let names = try NameServer(
            address: address,
            answer: behaviour == .silence ? nil : behaviour == .blackhole ? voidAddress : address)
        let portal = try behaviour.certificateName.map { name in
            let certificates = try SinkCertificates(name: name)
            let known = behaviour == .strangerCertificate ? try SinkCertificates(name: name) : certificates
            try known.authorityPEM.write(toFile: authority, atomically: true, encoding: .utf8)
            return Portal(behaviour: behaviour, certificates: certificates, collector: collector)
        }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await names.run() }
            if let portal {
                tasks.addTask { try await portal.run(address: address) { Report.line("ready") } }
            } else {
                Report.line("ready")
            }
            try await tasks.waitForAll()
        }
    }
}
