// SPDX-License-Identifier: MIT

package import LogOutput

/// A monitor that runs now, as commands beside it see it.
package struct RunningMonitor: Sendable {
    private let statePath: String

    /// No monitor runs with the folder.
    package struct NotRunning: Error, CustomStringConvertible {
        var path: String

        package var description: String {
            "no monitor runs with the state folder \(path); set logLevel in its configuration, or start it with --loglevel"
        }
    }

    /// - Parameter stateDirectory: the value of `--state`.
    package init(configurationPath: String, stateDirectory: String?, environment: [String: String]) throws {
        let state = try StateDirectory.find(
            given: stateDirectory, environment: environment, configurationPath: configurationPath)
        guard state.isRunning else { throw NotRunning(path: state.path) }
        statePath = state.path
    }

    /// Wishes a level that counts until the monitor ends, or takes such a wish back.
    ///
    /// - Returns: what happens now.
    package func setLevel(_ level: LogLevel?) throws -> String {
        let wish = LevelWish(state: statePath)
        guard let level else {
            try wish.remove()
            return "Within a second, the configured level counts again."
        }
        try wish.write(level)
        return "Within a second, the monitor logs at \(level.rawValue), until it ends or --configured is said."
    }
}
