// SPDX-License-Identifier: MIT

/// How an installation's data are erased. Asks for nothing, since knowing an ID opens nothing.
enum ErasePage {
    static func content(_ service: ServiceTitle) -> PageContent {
        PageContent(
            title: "Erase my data",
            lead:
                "Whoever runs \(service.title) can have everything erased that this collector holds about an installation. "
                + "This page asks for nothing: the request is made and signed where the installation is.",
            sections: [own, byOperator, left, copies, stopping])
    }

    private static let own = ProseSection(
        "On the machine that runs the monitor",
        [
            .code("butler-sos telemetry delete -c production.yaml"),
            .paragraph(
                "It asks first, sends one signed request, prints the collector's receipt with what was removed, forgets the "
                    + "secret and the history on that machine, and switches telemetry off. Knowing the ID is not enough, so "
                    + "nobody else can ask."),
            .paragraph(
                "To see beforehand what is held: `butler-sos telemetry verify --online` asks for it with a signed request and "
                    + "prints all of it."),
        ])

    private static let byOperator = ProseSection(
        "If the monitor's state folder is lost",
        [
            .paragraph(
                "Then nobody can sign any more. The same holds for versions that send without a signature. Give the ID, "
                    + "which is in the monitor's log at each start, to the operator of this collector, who runs:"),
            .code("butler-telemetry erase ID"),
            .paragraph("To send the ID by e-mail ties it to whoever sends it. The signed request does not."),
        ])

    private static let left = ProseSection(
        "What is erased, and what stays",
        [
            .paragraph(
                "The rows are removed before the command returns, and overwritten in the database's files then or within a "
                    + "minute. On PostgreSQL they are removed and vacuumed; its write-ahead log keeps them for as long as the "
                    + "operator keeps that. The counts of all weeks that still can be recounted are corrected. A page that "
                    + "was made before may show the old counts for some minutes."),
            .paragraph(
                "What stays is a tombstone: a hash by which a late copy of a report is refused, and from which nothing can be "
                    + "told. Older weeks remain as counts (“in this week 31 installations had this on”), of which those under "
                    + "five are put together."),
        ])

    private static let copies = ProseSection(
        "Copies",
        [
            .paragraph(
                "Backups that the operator made before keep the rows until they are replaced; ask how long that is. Restoring "
                    + "one erases them again, since the tombstone is kept apart.")
        ])

    private static let stopping = ProseSection(
        "Without asking anybody",
        [
            .paragraph(
                "`butler-sos telemetry disable` stops all reports at once; nobody is told. What is held is deleted thirteen "
                    + "months after it was so.")
        ])
}
