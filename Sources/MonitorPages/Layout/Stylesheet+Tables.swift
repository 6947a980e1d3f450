// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// Where there is room, tables are tables. Elsewhere each row is a block, with the names of the columns in it.
    static let tables = """
        table { width: 100%; margin-top: 0.6rem; border-collapse: collapse; line-height: 1.4; }
        th, td { padding: 0.45rem 0.6rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: inherit; }
        thead th { border-top: 0; padding-block: 0 0.35rem; color: var(--soft); font-size: 0.825rem; font-weight: 550; vertical-align: bottom; }
        th:first-child, td:first-child { padding-left: 0; }
        th:last-child, td:last-child { padding-right: 0; }
        th[scope="row"] { overflow-wrap: anywhere; }
        td { overflow-wrap: anywhere; }
        .number { text-align: right; white-space: nowrap; }
        .note { display: block; color: var(--soft); font-size: 0.85rem; font-weight: 400; }
        .status th[scope="row"] { font-weight: 600; min-width: 10.5rem; }
        .status td { min-width: 5.5rem; }
        .status td.wide { min-width: 14rem; }
        .status tr.failing > * { background: var(--bad-back); box-shadow: inset 0 1px var(--line); }
        .status tr.failing > :first-child { box-shadow: inset 3px 0 var(--bad), inset 0 1px var(--line); padding-left: 0.7rem; }
        .settings { table-layout: fixed; }
        .settings .c-key { width: 27%; }
        .settings .c-value { width: 26%; }
        .settings .c-from { width: 11%; }
        .settings td.from, .settings td.meaning { color: var(--soft); font-size: 0.875rem; }
        .settings .value li + li { margin-top: 0.15rem; }
        .settings .set .value code { font-weight: 650; }
        .kind { display: block; font-size: 0.8rem; opacity: 0.85; }
        .label { display: none; }
        @media screen and (max-width: 56rem) {
          table, tbody, tr, th, td { display: block; width: auto; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          tr { padding-block: 0.6rem; border-top: 1px solid var(--line); }
          th, td, th:last-child, td:last-child { padding: 0.1rem 0; border: 0; }
          .status td, .status td.wide, .status th[scope="row"] { min-width: 0; }
          .status td { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 0.75rem; }
          .status td.nothing { display: none; }
          .status tr.failing { margin-inline: -0.6rem; padding-inline: 0.6rem; background: var(--bad-back); border-left: 3px solid var(--bad); }
          .status tr.failing > *, .status tr.failing > :first-child { padding-left: 0; background: none; box-shadow: none; }
          .number { text-align: left; }
          .label { display: block; color: var(--soft); font-size: 0.85rem; white-space: normal; }
          .settings td.from, .settings td.meaning { display: inline; font-size: 0.85rem; }
          .settings td.from:not(:empty)::after { content: " · "; }
          .kind { display: inline; }
        }

        """

    /// On paper: black on white, no controls, nothing torn between pages.
    static let print = """
        @media print {
          :root { --paper: #ffffff; --ink: #000000; --soft: #3d444b; --link: #000000; --good: #000000; --bad: #000000; --wait: #000000; --bad-back: #ffffff; }
          html { font-size: 9.5pt; }
          main { max-width: none; padding: 0; }
          .skip, .actions, .search, .contents { display: none; }
          .card { padding: 0 0 0.5rem; border-width: 0 0 1px; border-radius: 0; }
          .status td, .status td.wide, .status th[scope="row"] { min-width: 0; }
          tr, .facts div { break-inside: avoid; }
          h2 { break-after: avoid; }
        }

        """
}
