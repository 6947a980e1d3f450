// SPDX-License-Identifier: MIT

/// What the page calls the program that it reports on.
package struct ServiceTitle: Sendable, Equatable {
    /// The name on the wire.
    package let name: String
    package let title: String
    /// A line for a shell that makes an installation report to this collector; shown until the first report is there.
    package let firstReportCommand: String

    package init(name: String, title: String? = nil, firstReportCommand: String = "") {
        self.name = name
        self.title = title ?? name
        self.firstReportCommand = firstReportCommand
    }
}
