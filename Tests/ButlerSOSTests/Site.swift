// SPDX-License-Identifier: MIT

import ConfigurationFile
import Foundation
import MonitoringTestKit

@testable import ButlerSOS

/// A folder with a configuration file and certificate files beside it.
struct Site {
    let directory: TemporaryDirectory
    let path: String

    /// Of nobody.
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBdDCCARugAwIBAgIUEr33PJHJIv4ZhIZ3/fPqD81EZNkwCgYIKoZIzj0EAwIw
        DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjMyMDUyMTdaGA8yMTI2MTAzMDIwNTIx
        N1owDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABN13
        v3I5KjRHA1kkJsC0ESMrAES/hNgeDxKMDkB/AWOiRaU6CrLL8AiCJ+Ej3YEq0h4g
        d28zp1WgDvm4yMyX7fWjUzBRMB0GA1UdDgQWBBQKZRUIH5FlhKYAf8QD/HpfkM00
        PTAfBgNVHSMEGDAWgBQKZRUIH5FlhKYAf8QD/HpfkM00PTAPBgNVHRMBAf8EBTAD
        AQH/MAoGCCqGSM49BAMCA0cAMEQCIACQQut7GPZ2Ls9hC862G8LFlhFJP+ZBctgL
        LMnPsV6dAiAU39otQ1e76AVvwoyd26EeayyFWCf9ZmepZxNM2oPMtA==
        -----END CERTIFICATE-----
        """
    /// Looks like one.
    static let key = "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"

    init(_ text: String) throws {
        directory = try TemporaryDirectory()
        let folder = directory.file("certs")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["client", "root"] { _ = try directory.write(Self.certificate, to: "certs/\(name).pem") }
        _ = try directory.write(Self.key, to: "certs/client_key.pem")
        path = try directory.write(text, to: "site.yaml")
    }

    /// A recorded configuration, whose certificate files are looked for beside it.
    init(recorded name: String) throws {
        let folder = (Bundle.module.resourceURL ?? Bundle.module.bundleURL).appending(path: "Cases/Configurations")
        try self.init(String(contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8))
    }

    /// A small valid configuration with more keys below the root and in its sections.
    init(root: String = "", servers: String = "", influxDB: String? = nil) throws {
        var text = """
            Butler-SOS:
              cert:
                clientCert: certs/client.pem
                clientCertKey: certs/client_key.pem
                clientCertCA: certs/root.pem
              serversToMonitor:
                servers:
                  - host: sense:4747
                    serverName: one

            """
        for line in servers.split(separator: "\n") { text += "    \(line)\n" }
        if let influxDB {
            text += "  influxdbConfig:\n"
            for line in influxDB.split(separator: "\n") { text += "    \(line)\n" }
        }
        for line in root.split(separator: "\n") { text += "  \(line)\n" }
        try self.init(text)
    }

    func read(environment: [String: String] = [:], overrides: ConfigurationOverrides = .init()) throws
        -> MonitorConfiguration
    {
        try MonitorConfiguration.read(path, environment: environment, overrides: overrides)
    }

    /// The problems of a configuration that can be read as far as that.
    func problems(environment: [String: String] = [:]) throws -> [ConfigurationProblem] {
        do {
            _ = try read(environment: environment)
            return []
        } catch let error as MonitorConfiguration.Invalid {
            return error.problems
        }
    }

    /// What `check-config` says.
    func check(
        environment: [String: String] = [:], overrides: ConfigurationOverrides = .init(), explains: Bool = false
    ) -> ConfigurationCheck {
        ConfigurationCheck(path, environment: environment, overrides: overrides, explains: explains)
    }
}
