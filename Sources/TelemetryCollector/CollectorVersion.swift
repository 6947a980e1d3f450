// SPDX-License-Identifier: MIT

/// The version of the collector, as it is logged and shown.
package enum CollectorVersion {
    package static let current = "0.1.0"
}
