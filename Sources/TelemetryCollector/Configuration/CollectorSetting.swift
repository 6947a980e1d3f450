// SPDX-License-Identifier: MIT

/// Everything that can be set about a collector. One declaration gives the key of the file, the variable of the environment,
/// the option of the command line, and the reference page.
package enum CollectorSetting: String, CaseIterable, Sendable {
    case listen, data, database, behindProxy
    case pepperFile, adminTokenFile
    case certificateFile, keyFile
    case requestsPerAddress, messagesPerInstallation, newInstallations
    case requestSeconds, idleSeconds, connections
    case notice

    /// The key in the configuration file.
    package var key: String { rawValue }

    /// The variable of the environment: `BUTLER_TELEMETRY_BEHIND_PROXY`.
    package var variable: String { "BUTLER_TELEMETRY_" + words.map { $0.uppercased() }.joined(separator: "_") }

    /// The option of the command line: `--behind-proxy`.
    package var option: String { "--" + words.joined(separator: "-") }

    private var words: [String] {
        rawValue.reduce(into: [""]) { words, character in
            if character.isUppercase { words.append("") }
            words[words.count - 1] += character.lowercased()
        }
    }

    /// What the setting is for.
    package var meaning: String {
        switch self {
        case .listen: "Where to listen, HOST:PORT."
        case .data: "The folder for the database and the secrets."
        case .database:
            "Where reports are stored: `sqlite` is a file in the data folder; a `postgres://` URL is a PostgreSQL database, "
                + "which several collectors may share. A URL with a password belongs into the file or the environment."
        case .behindProxy:
            "A reverse proxy stands in front: ask for the token even on a loopback address, and take a sender's network "
                + "from the last element of X-Forwarded-For. Without a proxy anybody could write that header."
        case .pepperFile:
            "The file with the key under which IDs are hashed, 64 hexadecimal digits. Default: `pepper` in the data folder, "
                + "made at the first start."
        case .adminTokenFile:
            "The file with the token for the private pages, at least 16 characters. Default: `admin-token` in the data "
                + "folder, made at the first start."
        case .certificateFile:
            "Serve HTTPS with the certificates in this PEM file: the collector's own first, then those that signed it."
        case .keyFile: "The private key of the certificate, in PEM without a password."
        case .requestsPerAddress:
            "How many requests an hour one network address may send (an IPv6 address counts as its /64). 0 is no limit."
        case .messagesPerInstallation: "How many messages an hour one installation may send. 0 is no limit."
        case .newInstallations:
            "How many installations that are not known yet are let in per hour, all together. 0 is no limit."
        case .requestSeconds: "How long a request may take to arrive, in seconds; its head and its body each."
        case .idleSeconds: "How long a connection may wait for its next request, in seconds."
        case .connections: "How many connections may be open at a time; more wait until one closes."
        case .notice: "A sentence that stands on every page, such as \"Simulated installations\"."
        }
    }

    package enum Kind: Sendable, Equatable {
        case text(String, fallback: String)
        case flag
        case number(ClosedRange<Int>, fallback: Int)
    }

    /// What may be set, and what counts if nothing is.
    package var kind: Kind {
        switch self {
        case .listen: .text("HOST:PORT with a port from 0 to 65535", fallback: "127.0.0.1:8340")
        case .data: .text("a folder", fallback: "butler-telemetry-data")
        case .database: .text("sqlite or postgres://USER:PASSWORD@HOST:PORT/DATABASE", fallback: "sqlite")
        case .behindProxy: .flag
        case .pepperFile, .adminTokenFile, .certificateFile, .keyFile: .text("a file", fallback: "")
        // A company with a hundred installations behind one address, each restarting every few minutes.
        case .requestsPerAddress: .number(0...1_000_000_000, fallback: 2000)
        case .messagesPerInstallation: .number(0...1_000_000, fallback: 60)
        case .newInstallations: .number(0...1_000_000_000, fallback: 2000)
        case .requestSeconds: .number(1...3600, fallback: 30)
        case .idleSeconds: .number(1...86_400, fallback: 75)
        case .connections: .number(1...1_000_000, fallback: 1000)
        case .notice: .text("a sentence of at most 200 characters", fallback: "")
        }
    }
}
