// SPDX-License-Identifier: MIT

import Foundation

/// Writes the files that make the Sense services send their events, for people to carry to the Sense servers.
package struct LogAppenderFiles: Sendable {
    /// Nothing was written, or not all: every reason.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package var problems: [String]

        package var description: String {
            guard problems.count != 1 else { return problems[0] }
            return (["\(problems.count) problems"] + problems.map { "  \($0)" }).joined(separator: "\n")
        }
    }

    /// What the command line says.
    package struct Request: Sendable {
        package var host: String
        /// Where the folders go; made if missing.
        package var folder: String
        package var configurationPath: String?
        /// These replace what the configuration says.
        package var userPort: Int?
        package var logPort: Int?
        /// Files that are there already are replaced.
        package var replaces = false

        package init(host: String, folder: String) {
            self.host = host
            self.folder = folder
        }
    }

    package let target: EventTarget
    /// Worth saying, but no mistakes.
    package let notes: [String]
    private let folder: String
    private let replaces: Bool

    /// Checks everything before anything is written.
    package init(_ request: Request) throws(Failure) {
        let configured = request.configurationPath.map(EventTarget.read) ?? EventTarget.Configured()
        var target = EventTarget(host: request.host)
        target.userPort = request.userPort ?? configured.userPort
        target.logPort = request.logPort ?? configured.logPort
        self.target = target
        notes = target.notes + configured.notes
        folder = request.folder
        replaces = request.replaces
        let problems = configured.problems + target.problems + obstacles
        guard problems.isEmpty else { throw Failure(problems: problems) }
    }

    /// Writes one file for each service and returns their paths.
    package func write() throws(Failure) -> [String] {
        // What is wrong with this one is wrong for all.
        if let reason = OutputFolder.make(folder) { throw Failure(problems: ["--out: \(reason)"]) }
        var problems = LoggingService.allCases.compactMap { OutputFolder.make("\(folder)/\($0.rawValue)") }
        guard problems.isEmpty else { throw Failure(problems: problems) }
        var paths: [String] = []
        for service in LoggingService.allCases {
            let path = path(of: service)
            do {
                let text = LogAppenderFile(service: service, target: target).text
                try Data(text.utf8).write(to: URL(filePath: path), options: replaces ? .atomic : .withoutOverwriting)
                paths.append(path)
            } catch {
                problems.append("\(path) cannot be written: \(Self.reason(error))")
            }
        }
        guard problems.isEmpty else { throw Failure(problems: problems) }
        return paths
    }

    private var obstacles: [String] {
        guard !folder.isEmpty else { return ["--out: expected a folder"] }
        return LoggingService.allCases.compactMap {
            OutputFolder.obstacle(toWriting: path(of: $0), replaces: replaces)
        }
    }

    private func path(of service: LoggingService) -> String { "\(folder)/\(service.path)" }

    private static func reason(_ error: any Error) -> String {
        // What the error wraps says more; whether it becomes an NSError by itself depends on the platform.
        switch (error as NSError).userInfo[NSUnderlyingErrorKey] {
        case let cause as POSIXError: String(cString: strerror(cause.code.rawValue))
        case let cause as NSError: String(cString: strerror(Int32(truncatingIfNeeded: cause.code)))
        default: error.localizedDescription
        }
    }
}
