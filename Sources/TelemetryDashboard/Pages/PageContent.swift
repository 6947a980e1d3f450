// SPDX-License-Identifier: MIT

package import TelemetryInsights

/// What a page says: answers, or words, or both.
package struct PageContent: Sendable, Equatable {
    package var title: String
    /// One sentence below the title.
    package var lead: String
    package var answers: [Answer]
    /// Words in sections of their own.
    package var sections: [ProseSection]
    /// How the numbers are made, at the foot of the page.
    package var notes: [PageNote]

    package init(
        title: String, lead: String, answers: [Answer] = [], sections: [ProseSection] = [], notes: [PageNote] = []
    ) {
        self.title = title
        self.lead = lead
        self.answers = answers
        self.sections = sections
        self.notes = notes
    }
}

/// A heading with paragraphs.
package struct ProseSection: Sendable, Equatable {
    package enum Block: Sendable, Equatable {
        /// What stands between backticks is shown as code.
        case paragraph(String)
        /// Lines for a shell.
        case code(String)
        /// Where to go on, with addresses relative to the page.
        case links([Link])
    }

    package struct Link: Sendable, Equatable {
        package let text: String
        package let address: String

        package init(text: String, address: String) {
            self.text = text
            self.address = address
        }
    }

    package let heading: String
    package let blocks: [Block]

    package init(_ heading: String, _ blocks: [Block]) {
        self.heading = heading
        self.blocks = blocks
    }
}

/// A term with what it means.
package struct PageNote: Sendable, Equatable {
    package let term: String
    package let text: String

    package init(_ term: String, _ text: String) {
        self.term = term
        self.text = text
    }
}
