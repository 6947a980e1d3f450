// SPDX-License-Identifier: MIT

extension [PageNote] {
    /// For the pages of the makers.
    package static let makers = [
        PageNote(
            "Seen",
            "A week counts the installations that reported in it, each once, in the last state it was in. From the "
                + "first week that is over on, installations that were seen on one day only are in quarantine and in no "
                + "other figure."),
        PageNote(
            "Intervals",
            "Numbers in brackets, thin lines and shaded bands are 95\u{202F}% intervals: how far a figure may be off "
                + "because only so many installations were counted."),
        PageNote(
            "Silent installations",
            "No interval covers those that never report. The worst case does: it assumes that the stated share of all "
                + "installations is silent, and that either all or none of them have what is asked for."),
        PageNote(
            "Unknown", "A flag that an installation did not report is unknown, not off. It leaves the denominator."),
        PageNote("Privacy", "No addresses and no names of hosts, users or apps are stored."),
    ]

    /// For the page that anybody may see.
    package static let everybody = [
        PageNote("Weeks", "Only weeks that are over are counted, and each installation once a week."),
        PageNote(
            "Groups",
            "Numbers are rounded to the nearest 5. Groups of fewer than 5 installations are not shown, nor is what would "
                + "tell their size."),
        PageNote(
            "What is known",
            "Which features are on, and what the program runs on. No addresses and no names of hosts, users or apps are "
                + "stored."),
    ]
}
