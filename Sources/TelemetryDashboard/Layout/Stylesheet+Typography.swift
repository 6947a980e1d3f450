// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// How text looks, and what only some readers need.
    static let typography = """
        *, *::before, *::after { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0;
          background: var(--paper);
          color: var(--ink);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Cantarell, sans-serif;
          font-variant-numeric: tabular-nums;
          overflow-wrap: break-word;
        }
        h1, h2, p, dl, dd, pre { margin: 0; }
        a { color: var(--link); text-underline-offset: 0.15em; }
        h1 {
          font-size: clamp(1.9rem, 1.4rem + 2.4vw, 3rem);
          line-height: 1.1;
          letter-spacing: -0.025em;
          font-weight: 680;
          text-wrap: balance;
        }
        h2 { font-size: 1.2rem; line-height: 1.3; letter-spacing: -0.01em; font-weight: 650; }
        code, pre { font: 0.9em/1.55 ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
        pre code { font-size: inherit; }
        time { white-space: nowrap; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
        main:focus { outline: none; }
        .eyebrow {
          color: var(--link);
          font-size: 0.8rem;
          font-weight: 650;
          letter-spacing: 0.09em;
          text-transform: uppercase;
        }
        .lede { max-width: 42rem; color: var(--soft); font-size: 1.1rem; text-wrap: pretty; }
        .unseen {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
          white-space: nowrap;
        }
        .skip {
          position: absolute;
          left: 1rem;
          top: -4rem;
          padding: 0.5rem 1rem;
          background: var(--card);
          color: var(--link);
          border: 1px solid var(--line);
          border-radius: 0.5rem;
        }
        .skip:focus { top: 0.75rem; z-index: 1; }

        """
}
