// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// Events with a configuration of the older generation, in a real InfluxDB.
@Suite(.serialized)
struct OlderConfigurationEventsTests {
    private static let app = "7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab"
    /// Those of the older appenders, and one of the newer.
    private static let datagrams = [
        "/proxy-session/;QS-PROXY-01;Start session;ACME;alice;Not available;;Started",
        "/proxy-session/;QS-PROXY-01;Stop session;ACME;alice;Timeout;;Stopped; idle",
        "/proxy-connection/;QS-PROXY-01;Open connection;ACME;alice;AppAccess;/app/\(app);Opened UserAgent: 'Mozilla/5.0 "
            + "(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'",
        "/proxy-connection/;QS-PROXY-02;Close connection;PARTNER;bob;AppAccess;/app/\(app);Closed",
        "/qseow-proxy-session/;QS-PROXY-02;Start session;PARTNER;bob;AppAccess;/hub;Started",
    ]
    /// What becomes no point: without an origin, of a user who is excluded, and of another port.
    private static let others = [
        "/proxy-connection/;QS-PROXY-02;Open connection;PARTNER;bob;;;Opened without context",
        "/proxy-session/;QS-PROXY-01;Start session;LAB;testuser1;AppAccess;/hub;Started",
        "/qseow-proxy/;1;;;WARN;QS-PROXY;System.Proxy;svc;Slow;;;;;;;",
    ]

    @Test func `user events have the shape of the older generation`() async throws {
        let influx = try await InfluxServer()
        let run = try await OlderRun(influx)
        let monitor = try await run.start()
        let socket = try DatagramSender()
        for datagram in Self.datagrams + Self.others { try socket.send(datagram, to: run.userPort) }
        #expect(try await monitor.waitForOutput("reason=unknown-type"))
        #expect(
            try await poll {
                try await influx.query("SELECT userId FROM user_events", database: "SenseOps").count >= 5
            }, "\(monitor.text)")
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        #expect(monitor.text.contains("records=1"), "the event without an origin is counted: \(monitor.text)")

        let tags = try await influx.query("SHOW TAG KEYS FROM user_events", database: "SenseOps")
        #expect(
            Set(tags.compactMap { $0["tagKey"] })
                == ["host", "event_action", "userFull", "userDirectory", "userId", "origin", "env", "foo"])
        let fields = try await influx.query("SHOW FIELD KEYS FROM user_events", database: "SenseOps")
        #expect(
            Set(fields.map { "\($0["fieldKey"] ?? "") \($0["fieldType"] ?? "")" }) == [
                "userFull string", "userId string",
            ])
        let rows = try await influx.query(
            """
            SELECT host, event_action, "userFull"::tag AS full, "userDirectory", "userId"::tag AS id, origin, env, foo, \
            "userFull"::field AS full_field, "userId"::field AS id_field FROM user_events
            """, database: "SenseOps")
        #expect(
            rows.map { row in
                [
                    "host", "event_action", "full", "userDirectory", "id", "origin", "env", "foo", "full_field",
                    "id_field",
                ]
                .map { row[$0] ?? "" }.joined(separator: "|")
            } == [
                #"QS-PROXY-01|Start session|ACME\alice|ACME|alice|Not available|DEV|bar|ACME\alice|alice"#,
                #"QS-PROXY-01|Stop session|ACME\alice|ACME|alice|Timeout|DEV|bar|ACME\alice|alice"#,
                #"QS-PROXY-01|Open connection|ACME\alice|ACME|alice|AppAccess|DEV|bar|ACME\alice|alice"#,
                #"QS-PROXY-02|Close connection|PARTNER\bob|PARTNER|bob|AppAccess|DEV|bar|PARTNER\bob|bob"#,
                #"QS-PROXY-02|Start session|PARTNER\bob|PARTNER|bob|AppAccess|DEV|bar|PARTNER\bob|bob"#,
            ])
    }

    /// The older generation has no log events over UDP. Whoever adds them to such a file gets those of InfluxDB 1.
    @Test func `log events can be added to a file of the older generation`() async throws {
        let influx = try await InfluxServer()
        let run = try await OlderRun(influx)
        try run.addLogEvents()
        let monitor = try await run.start()
        #expect(try await monitor.waitForOutput("LOG EVENTS: listening"))
        let socket = try DatagramSender()
        try socket.send(
            #"/qseow-proxy/;7;20260310T101500.123+0100;2026-03-10 10:15:00,123;WARN;QS-PROXY-01;System.Proxy;ACME\svc;"#
                + "TLS handshake failed;System.IO.IOException: gone;ACME;alice;Open connection;500;AppAccess;/app/x",
            to: run.logPort)
        #expect(
            try await poll {
                try await !influx.query("SELECT message FROM log_event", database: "SenseOps").isEmpty
            }, "\(monitor.text)")
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        let rows = try await influx.query(
            """
            SELECT host, level, source, log_row, subsystem, user_full, user_directory, user_id, \
            "result_code"::tag AS code, env, message, exception_message, command, origin, context, \
            "result_code"::field AS code_field FROM log_event
            """, database: "SenseOps")
        #expect(rows.count == 1)
        var row = rows.first ?? [:]
        row["time"] = nil
        #expect(
            row == [
                "host": "QS-PROXY-01", "level": "WARN", "source": "qseow-proxy", "log_row": "7",
                "subsystem": "System.Proxy", "user_full": #"ACME\alice"#, "user_directory": "ACME", "user_id": "alice",
                "code": "500", "env": "DEV", "message": "TLS handshake failed",
                "exception_message": "System.IO.IOException: gone", "command": "Open connection",
                "origin": "AppAccess", "context": "/app/x", "code_field": "500",
            ])
    }
}

/// A monitor with a file of the older generation.
private struct OlderRun {
    let userPort: Int
    let logPort: Int
    private let directory: TemporaryDirectory
    private let site: FixedSite
    private let configuration: String

    init(_ influx: InfluxServer) async throws {
        directory = try TemporaryDirectory()
        userPort = try FreePort.find()
        logPort = try FreePort.find()
        site = try await FixedSite(servers: 1, virtualProxies: "/", out: directory.file("certs"))
        let source = try #require(
            Bundle.module.url(forResource: "v5.6.0-capture", withExtension: "yaml", subdirectory: "Cases"))
        let text = try String(contentsOf: source, encoding: .utf8)
            .replacingOccurrences(of: ":4747", with: ":\(site.port)")
            .replacingOccurrences(of: ":4243", with: ":\(site.proxyPort)")
            .replacingOccurrences(of: "8086", with: "\(influx.port)")
            .replacingOccurrences(of: "9997", with: "\(userPort)")
        configuration = try directory.write(text, to: "production.yaml")
    }

    func addLogEvents() throws {
        let old = try String(contentsOfFile: configuration, encoding: .utf8)
        _ = try directory.write(
            old + """

                  logEvents:
                    source:
                      proxy: {enable: true}
                    udpServerConfig:
                      serverHost: 127.0.0.1
                      portLogEvents: \(logPort)
                    tags:
                      - name: env
                        value: DEV
                    sendToInfluxdb: {enable: true}

                """, to: "production.yaml")
    }

    func start() async throws -> ChildProcess {
        let monitor = try ChildProcess(
            Programs.monitor, ["-c", configuration, "--state", directory.file("state")], directory: directory.path)
        guard try await monitor.waitForOutput("USER EVENTS: listening") else {
            throw NotReady(what: "butler-sos", log: monitor.text)
        }
        return monitor
    }
}
