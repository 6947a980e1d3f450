// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// On paper: black on white whatever the screen shows, no controls, nothing torn between pages, and nothing that would have
    /// to be opened or scrolled: paper has every sentence and every table.
    static let print = """
        @media print {
          :root { --paper: #ffffff; --ink: #000000; --soft: #3d444b; --link: #000000; }
          body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .masthead, main, .notes { max-width: none; padding-inline: 0; }
          .skip, .files, .filters, .pages, .rest summary, .data summary { display: none; }
          details::details-content { display: block; content-visibility: visible; }
          .card, .card:has(.figures-part) { display: block; padding: 0 0 1rem; border-width: 0 0 1px; border-radius: 0; }
          .figures-part { margin-top: 1rem; }
          .bar-row, .plot, .matrix, .prose, .notes div, tr { break-inside: avoid; }
          .plot { grid-template-rows: 11rem 1.9rem auto; }
          .scroll, .data .scroll { max-height: none; overflow: visible; }
          table { font-size: 7.5pt; }
          th, td { padding: 0.15rem 0.3rem; white-space: normal; }
          .matrix td, .matrix.wide td, th[scope="row"], td.words { min-width: 0; }
          .matrix.wide th[scope="col"] bdi { max-height: 9rem; writing-mode: vertical-rl; text-align: left; }
          h2 { break-after: avoid; }
        }

        """
}
