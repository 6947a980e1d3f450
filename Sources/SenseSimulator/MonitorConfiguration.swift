// SPDX-License-Identifier: MIT

package import HTTPListener

/// A configuration file with which the monitor watches the simulated site, ready to run.
package struct MonitorConfiguration: Sendable {
    /// The servers, in order.
    package var servers: [ListenAddress]
    /// Where the certificates are.
    package var certificates: SimulatorCertificates.Files
    /// The passphrase of the client's key, if it has one.
    package var passphrase: String?
    /// Milliseconds between two health checks of a server.
    package var pollingInterval: Int
    /// The port of the metrics; those of the process are on the next one.
    package var prometheusPort: Int

    /// Describes what to watch and how.
    package init(
        servers: [ListenAddress],
        certificates: SimulatorCertificates.Files,
        passphrase: String?,
        pollingInterval: Int,
        prometheusPort: Int
    ) {
        self.servers = servers
        self.certificates = certificates
        self.passphrase = passphrase
        self.pollingInterval = pollingInterval
        self.prometheusPort = prometheusPort
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
          serversToMonitor:
            pollingInterval: \(pollingInterval)
            rejectUnauthorized: true
            serverTagsDefinition: []
            servers:
        \(servers.enumerated().map { Self.entry(number: $0.offset + 1, address: $0.element) }.joined())
        """
    }

    private var passphraseLine: String {
        guard let passphrase, !passphrase.isEmpty else { return "" }
        return "\n    clientCertPassphrase: \(Self.quoted(passphrase))"
    }

    private static func entry(number: Int, address: ListenAddress) -> String {
        """
              - host: \(quoted(address.authority))
                serverName: sense\(number)
                serverDescription: Simulated engine \(number)
                userSessions:
                  enable: false
                  host: \(quoted(address.authority))
                  virtualProxies:
                    - virtualProxy: /

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
