// SPDX-License-Identifier: MIT

/// The style sheet of all pages. It loads nothing from elsewhere.
enum Stylesheet {
    static let text = palette + typography + layout + tables + print

    /// Colors by what they are for, in light and on paper, and in dark.
    private static let palette = """
        :root {
          color-scheme: light dark;
          --paper: #f5f6f7; --card: #ffffff; --ink: #1b1f24; --soft: #565f69; --line: #dfe3e7; --edge: #7d8791;
          --track: #edf0f2; --link: #21618a; --focus: #b45309; --notice: #fff3d6;
          --good: #1c6b43; --bad: #a32020; --bad-back: #fdecea; --wait: #6b5200;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --paper: #111417; --card: #191d21; --ink: #e6e9ec; --soft: #a0a9b2; --line: #2b3137; --edge: #78828c;
            --track: #242a30; --link: #86bfe4; --focus: #fbbf24; --notice: #3a3014;
            --good: #6fcb9c; --bad: #ff9a8f; --bad-back: #3b1d1b; --wait: #d9bd62;
          }
        }
        @media (forced-colors: active) {
          :root { --line: CanvasText; --edge: CanvasText; }
        }

        """

    private static let typography = """
        *, *::before, *::after { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
        body {
          margin: 0;
          background: var(--paper);
          color: var(--ink);
          font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Cantarell, sans-serif;
          font-variant-numeric: tabular-nums;
          overflow-wrap: break-word;
        }
        h1, h2, p, dl, dd, pre, ul { margin: 0; }
        ul { padding: 0; list-style: none; }
        a { color: var(--link); text-underline-offset: 0.15em; }
        h1 { font-size: clamp(1.6rem, 1.3rem + 1.6vw, 2.3rem); line-height: 1.15; letter-spacing: -0.02em; font-weight: 680; text-wrap: balance; }
        h2 { font-size: 1.1rem; line-height: 1.3; letter-spacing: -0.01em; font-weight: 650; overflow-wrap: anywhere; }
        code, pre { font: 0.9em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
        time { white-space: nowrap; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
        main:focus { outline: none; }
        .eyebrow { color: var(--link); font-size: 0.8rem; font-weight: 650; letter-spacing: 0.09em; text-transform: uppercase; }
        .lede { max-width: 46rem; color: var(--soft); text-wrap: pretty; }
        .soft { color: var(--soft); }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .skip {
          position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem;
          background: var(--card); color: var(--link); border: 1px solid var(--line); border-radius: 0.5rem;
        }
        .skip:focus { top: 0.75rem; z-index: 1; }

        """

    private static let layout = """
        main {
          display: grid;
          grid-template-columns: minmax(0, 1fr);
          gap: 1rem;
          width: 100%;
          max-width: 80rem;
          margin-inline: auto;
          padding: clamp(1rem, 3vw, 2rem) clamp(1rem, 4vw, 2.5rem) 3rem;
        }
        .opening { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
        .actions { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
        .actions a { padding-block: 0.15rem; }
        .summary { display: flex; flex-wrap: wrap; gap: 0.4rem 1.5rem; padding-block: 0.4rem; }
        .summary strong { font-weight: 650; }
        .search { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
        .search label { width: 100%; color: var(--soft); font-size: 0.85rem; }
        .search input, .search button {
          min-height: 2.4rem; max-width: 100%; padding: 0.35rem 0.7rem; background: var(--card); color: var(--ink);
          border: 1px solid var(--edge); border-radius: 0.5rem; font: inherit;
        }
        .search input { flex: 1 1 14rem; max-width: 28rem; }
        .search button { background: var(--ink); color: var(--card); border-color: var(--ink); font-weight: 600; cursor: pointer; }
        .search a { align-self: center; padding: 0.4rem; }
        .contents { display: flex; flex-wrap: wrap; gap: 0.15rem 1rem; font-size: 0.875rem; }
        .contents li { padding-block: 0.15rem; max-width: 100%; overflow-wrap: anywhere; }
        .notice { padding: 0.55rem 1rem; background: var(--notice); border-radius: 0.5rem; }
        .card {
          min-width: 0; padding: clamp(0.9rem, 2vw, 1.25rem); background: var(--card);
          border: 1px solid var(--line); border-radius: 0.75rem;
        }
        .card > p { margin-top: 0.25rem; max-width: 50rem; text-wrap: pretty; }
        .facts { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem 2rem; margin-top: 0.75rem; }
        .facts dt { color: var(--soft); font-size: 0.85rem; }
        .facts dd { overflow-wrap: anywhere; }
        .body { margin-top: 0.4rem; padding: 0.8rem 1rem; background: var(--track); border-radius: 0.5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        .state { display: inline-flex; gap: 0.4em; align-items: baseline; font-weight: 600; white-space: nowrap; }
        .good { color: var(--good); }
        .bad { color: var(--bad); }
        .wait { color: var(--wait); }
        .off { color: var(--soft); }
        @media (min-width: 46rem) { .facts { grid-template-columns: repeat(3, minmax(0, 1fr)); } }

        """
}
