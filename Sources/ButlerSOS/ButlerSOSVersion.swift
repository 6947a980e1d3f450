// SPDX-License-Identifier: MIT

/// The version of this program, as it is logged, shown and reported.
package enum ButlerSOSVersion {
    package static let current = "0.1.0"
}
