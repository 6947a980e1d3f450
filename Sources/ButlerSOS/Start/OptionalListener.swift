// SPDX-License-Identifier: MIT

import Logging
import ServiceLifecycle

/// A listener that the program can do without: its failure is logged once, and the rest goes on.
struct OptionalListener: Service, CustomStringConvertible {
    var listener: any Service
    var logger: Logger

    var description: String { "OptionalListener" }

    func run() async throws {
        do {
            try await listener.run()
        } catch {
            logger.error("PROM: continuing without the second metrics listener", metadata: ["cause": "\(error)"])
            try await gracefulShutdown()
        }
    }
}
