// SPDX-License-Identifier: MIT

import HTTPListener

/// A configuration file with which the monitor watches the simulated site, ready to run.
package struct MonitorConfiguration: Sendable {
    /// Where the site listens.
    package var addresses: SiteAddresses
    /// The virtual proxies of every server.
    package var virtualProxies: [VirtualProxy]
    /// Where the certificates are.
    package var certificates: SimulatorCertificates.Files
    /// The passphrase of the client's key, if it has one.
    package var passphrase: String?
    /// Milliseconds between two health checks of a server, and between two looks at its sessions.
    package var pollingInterval: Int
    /// The port of the metrics; those of the process are on the next one.
    package var prometheusPort: Int
    /// Where else the monitor writes to, if anywhere.
    package var influxDB: InfluxDBTarget?

    /// Describes what to watch and how.
    package init(
        addresses: SiteAddresses,
        virtualProxies: [VirtualProxy],
        certificates: SimulatorCertificates.Files,
        passphrase: String?,
        pollingInterval: Int,
        prometheusPort: Int,
        influxDB: InfluxDBTarget? = nil
    ) {
        self.addresses = addresses
        self.virtualProxies = virtualProxies
        self.certificates = certificates
        self.passphrase = passphrase
        self.pollingInterval = pollingInterval
        self.prometheusPort = prometheusPort
        self.influxDB = influxDB
    }

    /// The file's content.
    package var yaml: String {
        """
        # Made by sense-simulator: watches a simulated Qlik Sense site.
        Butler-SOS:
          logLevel: info
          fileLogging: false
          logDirectory: log
          anonTelemetry: true
          cert:
            clientCert: \(Self.quoted(certificates.clientCertificate))
            clientCertKey: \(Self.quoted(certificates.clientKey))
            clientCertCA: \(Self.quoted(certificates.root))\(passphraseLine)
          prometheus:
            enable: true
            host: 127.0.0.1
            port: \(prometheusPort)
            nodeMetricsHost: 127.0.0.1
            nodeMetricsPort: \(prometheusPort + 1)
        \(influxDB?.yaml ?? "")\
          appNames:
            enableAppNameExtract: true
            extractInterval: 60000
            hostIP: \(Self.quoted(addresses.repository.authority))
          userSessions:
            enableSessionExtract: true
            pollingInterval: \(pollingInterval)
            excludeUser: []
          serversToMonitor:
            pollingInterval: \(pollingInterval)
            rejectUnauthorized: true
            serverTagsDefinition: []
            servers:
        \(entries)
        """
    }

    private var passphraseLine: String {
        guard let passphrase, !passphrase.isEmpty else { return "" }
        return "\n    clientCertPassphrase: \(Self.quoted(passphrase))"
    }

    private var entries: String {
        zip(addresses.engines, addresses.proxies).enumerated()
            .map { offset, server in entry(number: offset + 1, engine: server.0, proxy: server.1) }
            .joined()
    }

    private func entry(number: Int, engine: ListenAddress, proxy: ListenAddress) -> String {
        """
              - host: \(Self.quoted(engine.authority))
                serverName: sense\(number)
                serverDescription: Simulated engine \(number)
                userSessions:
                  enable: true
                  host: \(Self.quoted(proxy.authority))
                  virtualProxies:
        \(virtualProxies.map { "            - virtualProxy: \($0.name)\n" }.joined())
        """
    }

    /// A YAML scalar in double quotes, whatever the text is.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                result += "\\x" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
