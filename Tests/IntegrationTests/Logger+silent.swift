// SPDX-License-Identifier: MIT

import Logging

extension Logger {
    /// For tests that do not look at the log.
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
