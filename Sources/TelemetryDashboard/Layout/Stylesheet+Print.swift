// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// On paper: black on white whatever the screen shows, no controls, nothing torn between pages.
    static let print = """
        @media print {
          :root {
            --paper: #ffffff;
            --card: #ffffff;
            --ink: #000000;
            --soft: #3d444b;
            --line: #c4c9ce;
            --track: #e9ecef;
            --fill: #6c9dbd;
            --grid: rgb(0 0 0 / 0.15);
            --whisker: #000000;
            --halo: #ffffff;
            --link: #000000;
          }
          body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .masthead, main, .notes { max-width: none; padding-inline: 0; }
          .skip, .data { display: none; }
          .bar-row, .headline, .empty, .notes div { break-inside: avoid; }
          h2 { break-after: avoid; }
        }

        """
}
