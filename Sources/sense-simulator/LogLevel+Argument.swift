// SPDX-License-Identifier: MIT

import ArgumentParser
import LogOutput

/// Lets a log level be an option's value, under the name that configuration files use.
extension LogLevel: ExpressibleByArgument {}
