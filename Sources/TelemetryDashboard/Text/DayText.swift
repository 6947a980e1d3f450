// SPDX-License-Identifier: MIT

package import TelemetryWire

/// A day as the pages write it.
package struct DayText: Sendable, Equatable {
    /// `2026-11-22`, for machines.
    package let iso: String
    /// `22 November 2026`
    package let text: String

    package init(_ day: UTCDay) {
        iso = day.description
        let parts = iso.split(separator: "-").compactMap { Int($0) }
        if parts.count == 3, Self.months.indices.contains(parts[1] - 1) {
            text = "\(parts[2])\u{A0}\(Self.months[parts[1] - 1])\u{A0}\(parts[0])"
        } else {
            text = iso
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
