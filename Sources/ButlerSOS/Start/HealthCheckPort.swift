// SPDX-License-Identifier: MIT

/// Where a running monitor answers health checks.
package enum HealthCheckPort {
    /// Why it cannot be asked, as a sentence.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    private static let usual = 12_398

    /// The given port, else that of a configuration, else the usual one.
    package static func choose(_ port: Int?, configurationPath: String?, environment: [String: String]) throws -> Int {
        if let port {
            guard (1...65_535).contains(port) else {
                throw Failure(description: "--port: expected a port, found \(port)")
            }
            return port
        }
        guard let configurationPath else { return usual }
        // What is wrong elsewhere in the file is not what is asked.
        var overrides = ConfigurationOverrides()
        overrides.skipsVerification = true
        let settings = try MonitorConfiguration.read(
            configurationPath, environment: environment, overrides: overrides
        ).dockerHealthCheck
        guard settings.isEnabled else {
            throw Failure(
                description:
                    "\(configurationPath): dockerHealthCheck.enable is not true, so nobody answers health checks")
        }
        return settings.port
    }
}
