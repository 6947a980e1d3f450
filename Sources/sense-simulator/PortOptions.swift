// SPDX-License-Identifier: MIT

import ArgumentParser

/// Where the interfaces of the site listen.
struct PortOptions: ParsableArguments {
    @Option(help: "Port of all engines; 0 gives each a free one.")
    var port = 4747

    @Option(
        help: ArgumentHelp(
            "Port of all proxies; 0 gives each a free one. (default: 4243, but 0 with --port 0)",
            valueName: "port"
        )
    )
    var proxyPort: Int?

    @Option(
        help: ArgumentHelp(
            "Port of the repository, on server 1; 0 gives it a free one. (default: 4242, but 0 with --port 0)",
            valueName: "port"
        )
    )
    var repositoryPort: Int?

    /// The port of all proxies.
    var proxies: Int { proxyPort ?? (port == 0 ? 0 : 4243) }
    /// The port of the repository.
    var repository: Int { repositoryPort ?? (port == 0 ? 0 : 4242) }

    /// Refuses numbers out of range, and one port for two interfaces, in a sentence that names the option.
    func validate() throws {
        let ports = [("--port", port), ("--proxy-port", proxies), ("--repository-port", repository)]
        for (position, (option, port)) in ports.enumerated() {
            guard (0...65_535).contains(port) else {
                throw ValidationError("\(option) \(port): allowed are 0 to 65535")
            }
            if port != 0, let other = ports.prefix(position).first(where: { $0.1 == port }) {
                throw ValidationError("\(option) \(port): \(other.0) has that port already")
            }
        }
    }
}
