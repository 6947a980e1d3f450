// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// What the examples of the folder `deploy` promise.
struct DeploymentTests {
    private func text(_ path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        return try String(contentsOf: root.appendingPathComponent("deploy/" + path), encoding: .utf8)
    }

    /// The instructions of an image, lines that go on joined, without comments.
    private func instructions(_ program: String) throws -> [String] {
        try text("docker/\(program).Dockerfile").replacing("\\\n", with: " ").split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("#") }
    }

    @Test(arguments: ["butler-sos", "butler-telemetry"])
    func `an image runs as nobody in particular, keeps its state in a volume, and holds no secret`(program: String)
        throws
    {
        let all = try instructions(program)
        let last = try #require(all.lastIndex { $0.hasPrefix("FROM ") })
        #expect(all.count { $0.hasPrefix("FROM ") } == 2)
        let final = all[last...]
        let users = final.filter { $0.hasPrefix("USER ") }
        #expect(users.count == 1)
        #expect(users.first?.firstMatch(of: /^USER [1-9]\d{4}:[1-9]\d{4}$/) != nil, "\(users)")
        #expect(final.contains("VOLUME /var/lib/\(program)"))
        #expect(final.contains { $0.hasPrefix("EXPOSE ") })
        #expect(final.contains { $0.hasPrefix("ENTRYPOINT [\"/usr/local/bin/\(program)\"]") })
        #expect(final.contains { $0.contains("org.opencontainers.image.licenses=\"MIT\"") })
        // Only the program goes from the first step to the second.
        #expect(final.filter { $0.hasPrefix("COPY") } == ["COPY --from=build /\(program) /usr/local/bin/\(program)"])
        #expect(!all.contains { $0.hasPrefix("ADD ") || $0.hasPrefix("ARG ") })
        for word in ["PASSWORD", "TOKEN", "PEPPER", "SECRET"] {
            #expect(!all.contains { $0.hasPrefix("ENV") && $0.uppercased().contains(word) })
        }
        // Names of official images alone: whoever builds decides where they come from.
        for line in all where line.hasPrefix("FROM ") {
            #expect(line.firstMatch(of: /^FROM (swift|debian):[a-z0-9.\-]+( AS build)?$/) != nil, "\(line)")
        }
    }

    @Test func `the collector's image says whether it can store reports`() throws {
        let check = try #require(try instructions("butler-telemetry").first { $0.hasPrefix("HEALTHCHECK") })
        #expect(check.contains("\"/usr/local/bin/butler-telemetry\", \"healthcheck\""))
    }

    @Test func `the monitor's image says whether it gets on, on the port of its own configuration`() throws {
        let all = try instructions("butler-sos")
        let check = try #require(all.first { $0.hasPrefix("HEALTHCHECK") })
        #expect(
            check.contains(#"["/usr/local/bin/butler-sos", "healthcheck", "-c", "/etc/butler-sos/production.yaml"]"#))
        #expect(all.contains(#"CMD ["-c", "/etc/butler-sos/production.yaml"]"#))
    }

    @Test func `the monitor's service waits for its word, and is watched`() throws {
        let lines = try text("systemd/butler-sos.service").split(separator: "\n").map(String.init)
        for line in ["Type=notify", "NotifyAccess=main", "WatchdogSec=60", "Restart=on-failure"] {
            #expect(lines.contains(line), "\(line)")
        }
    }

    @Test(arguments: ["butler-sos", "butler-telemetry"])
    func `secrets and databases stay out of what an image is built from`(program: String) throws {
        let ignored = try text("docker/\(program).Dockerfile.dockerignore").split(separator: "\n")
        for name in [".git", "**/pepper", "**/admin-token", "**/*.pem", "**/*.sqlite*"] {
            #expect(ignored.contains(Substring(name)))
        }
    }

    @Test(arguments: ["butler-sos", "butler-telemetry"])
    func `a service is a user without rights that writes one folder`(program: String) throws {
        let lines = try text("systemd/\(program).service").split(separator: "\n").map(String.init)
        for line in [
            "User=\(program)", "StateDirectory=\(program)", "StateDirectoryMode=0700", "UMask=0077",
            "NoNewPrivileges=yes",
            "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes", "CapabilityBoundingSet=",
            "RestrictNamespaces=yes", "MemoryDenyWriteExecute=yes", "SystemCallFilter=@system-service", "LimitCORE=0",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix("MemoryMax=") })
        #expect(lines.contains { $0.hasPrefix("RestrictAddressFamilies=AF_INET") })
        #expect(!lines.contains { $0.hasPrefix("ReadWritePaths=") })
        #expect(try text("systemd/butler.sysusers.conf").contains("u \(program) "))
    }

    @Test func `the proxy keeps no address and lets nobody write one`() throws {
        let lines = try text("nginx/butler-telemetry.conf").split(separator: "\n")
            .map { $0.trimmingCharacters(in: .whitespaces) }
        // Both servers.
        #expect(lines.count { $0 == "access_log off;" } == 2)
        #expect(!lines.contains { $0.hasPrefix("access_log ") && $0 != "access_log off;" })
        #expect(lines.allSatisfy { !$0.hasPrefix("error_log ") || $0.hasSuffix(" emerg;") })
        #expect(lines.contains("proxy_set_header X-Forwarded-For $remote_addr;"))
        #expect(!lines.contains { $0.contains("$proxy_add_x_forwarded_for") })
        #expect(lines.contains("ssl_protocols TLSv1.2 TLSv1.3;"))
        #expect(
            lines.contains { $0.hasPrefix("client_max_body_size") } && lines.contains { $0.hasPrefix("limit_req ") })
    }

    @Test func `the example of the configuration is one`() async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        let data = try await FilledData(installations: 5)
        let answer = try await data.run("stats", "-c", root.appendingPathComponent("deploy/butler-telemetry.yaml").path)
        #expect(answer.status == 0, "\(answer.text)")
        #expect(answer.text.contains(data.path))
    }
}
