// SPDX-License-Identifier: MIT

import Logging
import ServiceLifecycle

/// A listener that the program can do without: its failure is logged once, and the rest goes on.
struct OptionalListener: Service, CustomStringConvertible {
    var listener: any Service
    /// What is logged if it fails.
    var message: Logger.Message
    var level: Logger.Level = .error
    var logger: Logger

    var description: String { "OptionalListener" }

    func run() async throws {
        do {
            try await listener.run()
        } catch {
            logger.log(level: level, message, metadata: ["cause": "\(error)"])
            try await gracefulShutdown()
        }
    }
}
