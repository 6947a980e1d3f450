// SPDX-License-Identifier: MIT

package import ConfigurationFile
package import HTTPListener

/// How the collector runs: where it listens and where its data lies.
///
/// Each value comes from the command line, else the environment, else the configuration file, else the default.
package struct CollectorConfiguration: Sendable {
    package static let defaultListen = "127.0.0.1:8340"

    package var listen: ListenAddress
    package var dataDirectory: String
    /// A reverse proxy stands in front, so that a loopback address does not mean a local reader.
    package var isBehindProxy: Bool

    /// - Parameters:
    ///   - listen: the value of `--listen`, if given; `data` and `isBehindProxy` likewise.
    ///   - file: the configuration file's root, if there is a file.
    package init(
        listen: String?, data: String?, isBehindProxy: Bool, environment: [String: String], file: ConfigurationSection?,
        reading: ConfigurationReading
    ) {
        let fileListen = file?.text("listen", default: "")
        let fileData = file?.text("data", default: "")
        let fileProxy = file?.boolean("behindProxy", default: false) ?? false
        file?.rejectUnknownKeys()
        let (text, setting) =
            Self.first([
                (listen, "--listen"), (environment["BUTLER_TELEMETRY_LISTEN"], "BUTLER_TELEMETRY_LISTEN"),
                (fileListen, "listen"),
            ]) ?? (Self.defaultListen, "--listen")
        if let address = ListenAddress(text, setting: setting) {
            self.listen = address
        } else {
            reading.add(key: setting, expected: "HOST:PORT with a port from 0 to 65535", found: "\"\(text)\"")
            self.listen = ListenAddress(host: "127.0.0.1", port: 0, setting: setting)
        }
        dataDirectory =
            Self.first([
                (data, "--data"), (environment["BUTLER_TELEMETRY_DATA"], "BUTLER_TELEMETRY_DATA"), (fileData, "data"),
            ])?.0
            ?? "butler-telemetry-data"
        self.isBehindProxy = isBehindProxy || fileProxy
    }

    private static func first(_ candidates: [(String?, String)]) -> (String, String)? {
        for case (let value?, let setting) in candidates where !value.isEmpty { return (value, setting) }
        return nil
    }
}
