// SPDX-License-Identifier: MIT

import HTTPListener
import SenseSimulator
import Testing

@Suite struct MonitorConfigurationTests {
    private func configuration(passphrase: String? = nil) throws -> (MonitorConfiguration, OutputDirectory) {
        try withTemporaryFolder { folder in
            let directory = try OutputDirectory(creating: folder)
            let files = try SimulatorCertificates(servers: 1, now: 0).write(to: directory)
            let servers = [ListenAddress(host: "127.0.0.1", port: 4747, setting: "--port")]
            return (
                MonitorConfiguration(
                    servers: servers,
                    certificates: files,
                    passphrase: passphrase,
                    pollingInterval: 5000,
                    prometheusPort: 9842
                ),
                directory
            )
        }
    }

    @Test func `writes what the monitor needs and nothing else`() throws {
        let (configuration, directory) = try configuration()
        #expect(
            configuration.yaml == """
                # Made by sense-simulator: watches a simulated Qlik Sense site.
                Butler-SOS:
                  logLevel: info
                  fileLogging: false
                  logDirectory: log
                  anonTelemetry: true
                  cert:
                    clientCert: "\(directory.path)/client.pem"
                    clientCertKey: "\(directory.path)/client_key.pem"
                    clientCertCA: "\(directory.path)/root.pem"
                  prometheus:
                    enable: true
                    host: 127.0.0.1
                    port: 9842
                    nodeMetricsHost: 127.0.0.1
                    nodeMetricsPort: 9843
                  serversToMonitor:
                    pollingInterval: 5000
                    rejectUnauthorized: true
                    serverTagsDefinition: []
                    servers:
                      - host: "127.0.0.1:4747"
                        serverName: sense1
                        serverDescription: Simulated engine 1
                        userSessions:
                          enable: false
                          host: "127.0.0.1:4747"
                          virtualProxies:
                            - virtualProxy: /

                """
        )
    }

    @Test func `quotes the passphrase, whatever it is`() throws {
        let (configuration, _) = try configuration(passphrase: "a\"b\\c: #d\n")
        #expect(configuration.yaml.contains(#"    clientCertPassphrase: "a\"b\\c: #d\x0a""#))
    }

    @Test func `keeps a file with a passphrase to its owner`() throws {
        try withTemporaryFolder { folder in
            let open = try configuration().0.write(to: folder + "/config/open.yaml")
            let secret = try configuration(passphrase: "geheim").0.write(to: folder + "/config/secret.yaml")
            #expect(open.hasSuffix("/config/open.yaml"))
            #expect(try permissions(of: open) != 0o600)
            #expect(try permissions(of: secret) == 0o600)
        }
    }
}
