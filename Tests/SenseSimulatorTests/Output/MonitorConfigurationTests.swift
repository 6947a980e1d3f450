// SPDX-License-Identifier: MIT

import HTTPListener
import SenseSimulator
import Testing

@Suite struct MonitorConfigurationTests {
    private func configuration(
        passphrase: String? = nil,
        influxDB: InfluxDBTarget? = nil
    ) throws -> (MonitorConfiguration, OutputDirectory) {
        try withTemporaryFolder { folder in
            let directory = try OutputDirectory(creating: folder)
            let files = try SimulatorCertificates(servers: 1, now: 0).write(to: directory)
            func address(_ server: Int, _ port: Int) -> ListenAddress {
                ListenAddress(host: "127.0.0.\(server)", port: port, setting: "--port")
            }
            return (
                MonitorConfiguration(
                    addresses: SiteAddresses(
                        engines: [address(1, 4747), address(2, 4747)],
                        proxies: [address(1, 4243), address(2, 4243)],
                        repository: address(1, 4242)
                    ),
                    virtualProxies: try VirtualProxyList(parsing: "/,/hdr").proxies,
                    certificates: files,
                    passphrase: passphrase,
                    pollingInterval: 5000,
                    prometheusPort: 9842,
                    influxDB: influxDB
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
                  appNames:
                    enableAppNameExtract: true
                    extractInterval: 60000
                    hostIP: "127.0.0.1:4242"
                  userSessions:
                    enableSessionExtract: true
                    pollingInterval: 5000
                    excludeUser: []
                  serversToMonitor:
                    pollingInterval: 5000
                    rejectUnauthorized: true
                    serverTagsDefinition: []
                    servers:
                      - host: "127.0.0.1:4747"
                        serverName: sense1
                        serverDescription: Simulated engine 1
                        userSessions:
                          enable: true
                          host: "127.0.0.1:4243"
                          virtualProxies:
                            - virtualProxy: /
                            - virtualProxy: /hdr
                      - host: "127.0.0.2:4747"
                        serverName: sense2
                        serverDescription: Simulated engine 2
                        userSessions:
                          enable: true
                          host: "127.0.0.2:4243"
                          virtualProxies:
                            - virtualProxy: /
                            - virtualProxy: /hdr

                """
        )
    }

    @Test func `writes to an InfluxDB if there is one`() throws {
        let (configuration, _) = try configuration(influxDB: InfluxDBTarget(version: .one, port: 8087))
        #expect(
            configuration.yaml.contains(
                """
                    nodeMetricsPort: 9843
                  influxdbConfig:
                    enable: true
                    host: 127.0.0.1
                    port: 8087
                    version: 1
                    maxBatchSize: 1000
                    includeFields:
                      activeDocs: true
                      loadedDocs: true
                      inMemoryDocs: true
                    v1Config:
                      auth:
                        enable: false
                        username: demo
                        password: demo
                      dbName: senseops
                      retentionPolicy:
                        name: 10d
                        duration: 10d
                  appNames:

                """
            )
        )
    }

    @Test(arguments: [
        (InfluxDBTarget.Version.two, ["    version: 2\n", "    v2Config:\n      org: demo\n      bucket: demo\n"]),
        (.three, ["    version: 3\n", "    v3Config:\n      database: demo\n"]),
    ])
    func `writes to later versions of InfluxDB`(version: InfluxDBTarget.Version, parts: [String]) throws {
        let (configuration, _) = try configuration(influxDB: InfluxDBTarget(version: version, port: 8086))
        for part in parts + ["      token: demo\n      retentionDuration: 10d\n  appNames:\n"] {
            #expect(configuration.yaml.contains(part))
        }
        #expect(!configuration.yaml.contains("v1Config"))
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
