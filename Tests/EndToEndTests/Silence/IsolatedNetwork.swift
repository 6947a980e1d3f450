// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// A network of two: on one side what is watched, on the other a sink that records every frame and plays the whole internet.
///
/// It is made of Linux namespaces, needs no rights on most machines, and is gone when its processes are.
final class IsolatedNetwork: Sendable {
    /// What the sink plays; see `network-sink --help`.
    enum Behaviour: String {
        case collector, refusal, silence, blackhole, redirect
        case strangerCertificate = "stranger-certificate"
        case wrongName = "wrong-name"
        case loginPage = "login-page"
    }

    let directory: TemporaryDirectory
    private let sink: ChildProcess

    private static let lanes = Lanes(4)
    private static let markerName = "recorder-hears-this.example.test"

    /// Runs the body with a network of its own, as soon as there is room.
    static func run(_ behaviour: Behaviour, _ body: (IsolatedNetwork) async throws -> Void) async throws {
        try await lanes.run { try await body(IsolatedNetwork(behaviour)) }
    }

    private init(_ behaviour: Behaviour) async throws {
        try NetworkTools.check()
        directory = try TemporaryDirectory()
        let script = Bundle.module.url(forResource: "isolated-network", withExtension: "sh", subdirectory: "Cases")
        sink = try NetworkTools.start(
            [
                "unshare", "--map-root-user", "--net", "--mount", "sh", script?.path ?? "", directory.path,
                Programs.sink, "--interface", "sink", "--address", "192.0.2.1", "--void-address", "198.51.100.1",
                "--behaviour", behaviour.rawValue, "--authority", directory.file("authority.pem"),
            ])
        guard try await sink.waitForOutput("ready") else { throw NetworkTools.NoNetwork(log: sink.text) }
    }

    /// The certificate of the authority that signed the sink's.
    var authority: String { directory.file("authority.pem") }

    /// Starts a program on the watched side. It is the child itself: signals reach it, and its output is all there is.
    func inside(_ command: [String], environment: [String: String] = [:]) throws -> ChildProcess {
        try NetworkTools.start(
            entering + ["--mount", "nsenter", "--net=/run/netns/inside"] + command, environment: environment)
    }

    /// Starts a program on the sink's side.
    func outside(_ command: [String]) throws -> ChildProcess { try NetworkTools.start(entering + command) }

    private var entering: [String] {
        ["nsenter", "--target", "\(sink.processID)", "--user", "--preserve-credentials", "--net"]
    }

    /// The output of a short command on the watched side.
    func output(_ command: [String]) async throws -> String {
        let process = try inside(command)
        _ = try await process.waitForExit()
        return process.text
    }

    /// Every frame that left the watched side, oldest first.
    var frames: [RecordedFrame] { recorded.filter { !$0.isRequest } }

    /// Method, host and path of each request that reached the sink.
    var requests: [String] { recorded.filter(\.isRequest).map { String($0.description.dropFirst(5)) } }

    /// Frames that are neither a question for the collector's name nor part of a conversation with it.
    var framesToOthers: [String] {
        let places = [" > 192.0.2.1:443 ", " > 198.51.100.1:443 "]
        return frames.filter { frame in
            frame.askedName != MonitorSetup.collectorName && !places.contains { frame.description.contains($0) }
        }.map(\.description)
    }

    private var recorded: [RecordedFrame] {
        // The last line may be only half there.
        sink.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap(RecordedFrame.init)
    }

    /// How many packets the watched side sent, or tried to, since there is the cable, as its kernel counts them.
    func packetCount() async throws -> Int {
        let table = try await output(["cat", "/proc/net/dev"])
        let line = table.split(separator: "\n").first { $0.contains("monitor:") }
        // Eight columns about receiving; then bytes, packets, errors, dropped.
        let columns = line?.split(separator: ":").last?.split(separator: " ").map { Int($0) ?? 0 } ?? []
        guard columns.count >= 12 else { throw NetworkTools.NoNetwork(log: "no counters in: \(table)") }
        return columns[9] + columns[10] + columns[11]
    }

    /// Expects that nothing ever left the watched side.
    func expectSilence(location: SourceLocation = #_sourceLocation) async throws {
        let leaks = try await leaks()
        #expect(leaks.isEmpty, "\(leaks)", sourceLocation: location)
    }

    /// What left the watched side until now, by the recorder and by the kernel; empty if nothing did.
    ///
    /// Then a question for a name is sent down the cable, and both must notice: else their silence says nothing.
    func leaks() async throws -> [String] {
        let count = try await packetCount()
        let marker = try inside(["getent", "ahostsv4", Self.markerName])
        guard try await poll({ self.frames.contains { $0.askedName == Self.markerName } }) else {
            return ["the recorder is deaf: \(marker.text)"]
        }
        _ = try await marker.waitForExit()
        var leaks = frames.filter { $0.askedName != Self.markerName }.map(\.description)
        if count > 0 { leaks.append("\(count) packets by the count of the kernel") }
        if try await !poll(within: .seconds(2), { try await self.packetCount() == self.frames.count }) {
            leaks.append("the kernel counted \(try await packetCount()) packets, \(frames.count) were recorded")
        }
        return leaks
    }
}
