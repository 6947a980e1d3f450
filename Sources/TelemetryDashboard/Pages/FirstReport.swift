// SPDX-License-Identifier: MIT

extension ProseSection {
    /// How the first report gets to a collector that has none.
    static func firstReport(_ service: ServiceTitle) -> ProseSection {
        ProseSection(
            "Send a first report",
            [
                .paragraph(
                    "Start \(service.title) with telemetry on and this collector as its address:"),
                .code(service.firstReportCommand),
                .paragraph(
                    "Leave it running: a new installation shows its administrator what it would send and waits a while "
                        + "before it sends anything. Then load this page again."),
            ])
    }
}
