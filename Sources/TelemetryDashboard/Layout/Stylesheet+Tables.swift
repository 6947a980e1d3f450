// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// The numbers behind the charts.
    static let tables = """
        .data { margin-top: 1.25rem; }
        .data summary {
          width: fit-content;
          padding-block: 0.25rem;
          color: var(--link);
          font-size: 0.925rem;
          cursor: pointer;
        }
        .scroll { margin-top: 0.5rem; overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-size: 0.9rem; line-height: 1.4; }
        caption { padding-bottom: 0.4rem; color: var(--soft); text-align: left; }
        th, td {
          padding: 0.4rem 0.45rem;
          border-bottom: 1px solid var(--line);
          text-align: right;
          vertical-align: top;
        }
        td { white-space: nowrap; }
        th { font-weight: 550; }
        thead th { color: var(--soft); vertical-align: bottom; }
        th:first-child { padding-left: 0; text-align: left; }
        th[scope="row"] { min-width: 7rem; overflow-wrap: anywhere; }
        td:last-child, th:last-child { padding-right: 0; }

        """
}
