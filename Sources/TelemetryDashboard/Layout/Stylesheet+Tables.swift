// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// The numbers behind the charts, and tables that are charts.
    static let tables = """
        .scroll { position: relative; clear: both; margin-top: 0.5rem; overflow-x: auto; }
        .data .scroll { max-height: 34rem; overflow-y: auto; }
        table { width: 100%; border-collapse: collapse; font-size: 0.9rem; line-height: 1.4; }
        caption { padding-bottom: 0.4rem; color: var(--soft); text-align: left; }
        th, td { padding: 0.4rem 0.45rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
        td { white-space: nowrap; }
        .words { text-align: left; }
        td.words { min-width: 5rem; white-space: normal; }
        th { font-weight: 550; }
        thead th { color: var(--soft); vertical-align: bottom; }
        th:first-child { padding-left: 0; text-align: left; }
        th[scope="row"] { min-width: 7rem; overflow-wrap: anywhere; }
        td:last-child, th:last-child { padding-right: 0; }
        .matrix { width: auto; min-width: min(100%, 24rem); border-collapse: separate; border-spacing: 2px; }
        .matrix th, .matrix td { border: 0; text-align: center; vertical-align: middle; }
        .matrix thead th { max-width: 9rem; font-size: 0.85rem; line-height: 1.25; }
        .matrix th[scope="row"] { max-width: 15rem; padding-right: 0.8rem; text-align: left; }
        .matrix td { min-width: 3.6rem; padding-inline: 0.45rem; border-radius: 4px; }
        .matrix thead td { padding: 0; }
        .matrix.wide thead th { vertical-align: bottom; }
        .matrix.wide th[scope="col"] bdi { max-height: 11rem; writing-mode: vertical-rl; text-align: left; }
        .matrix.wide td { min-width: 2.6rem; padding-inline: 0.2rem; font-size: 0.85rem; }
        @container (min-width: 62rem) {
          .matrix.wide th[scope="col"] bdi { max-height: none; writing-mode: horizontal-tb; text-align: center; }
          .matrix.wide td { min-width: 3.6rem; }
        }
        \(shades)

        """

    private static let shades = (0...5).map { ".h\($0) { background: var(--h\($0)); }" }.joined(separator: "\n")
}
