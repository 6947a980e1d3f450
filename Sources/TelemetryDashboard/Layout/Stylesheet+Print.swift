// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// On paper: black on white whatever the screen shows, no controls, nothing torn between pages.
    static let print = """
        @media print {
          :root { --paper: #ffffff; --ink: #000000; --soft: #3d444b; --link: #000000; }
          body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .masthead, main, .notes { max-width: none; padding-inline: 0; }
          .skip, .behind, .filters, .pages { display: none; }
          .card { padding: 0 0 1rem; border-width: 0 0 1px; border-radius: 0; }
          .bar-row, .plot, .matrix, .prose, .notes div { break-inside: avoid; }
          .plot { grid-template-rows: 11rem 1.9rem auto; }
          h2 { break-after: avoid; }
        }

        """
}
