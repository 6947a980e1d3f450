// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// Where things stand: one column of cards. In a wide card the words stand beside the figures.
    static let layout = """
        .masthead, main, .notes {
          width: 100%;
          max-width: 76rem;
          margin-inline: auto;
          padding-inline: clamp(1rem, 4vw, 2.5rem);
        }
        .masthead { display: grid; gap: 0.6rem; padding-block: clamp(1rem, 2.5vw, 1.75rem) 0; }
        .pages { display: flex; flex-wrap: wrap; gap: 0.1rem 0.25rem; margin: 0 0 0 -0.7rem; padding: 0; list-style: none; }
        .pages a {
          display: block;
          padding: 0.35rem 0.7rem;
          border-radius: 0.5rem;
          color: var(--ink);
          font-size: 0.95rem;
          text-decoration: none;
        }
        .pages a:hover { background: var(--track); }
        .pages a[aria-current] { background: var(--card); box-shadow: inset 0 0 0 1px var(--line); font-weight: 650; }
        main, .opening, .words-part, .prose, .masthead { grid-template-columns: minmax(0, 1fr); }
        main { display: grid; gap: clamp(1rem, 2vw, 1.5rem); }
        .notice {
          margin-top: 1rem;
          padding: 0.55rem 1rem;
          background: var(--notice);
          border-radius: 0.5rem;
          font-weight: 550;
        }
        .opening { display: grid; gap: 0.75rem; padding-block: clamp(1.25rem, 4vw, 2.75rem) 0.5rem; }
        .card {
          min-width: 0;
          padding: clamp(1.1rem, 2.5vw, 1.75rem);
          background: var(--card);
          border: 1px solid var(--line);
          border-radius: 0.9rem;
        }
        .words-part { display: grid; gap: 0.6rem; align-content: start; min-width: 0; }
        .figures-part { min-width: 0; margin-top: 1.25rem; container-type: inline-size; }
        .first { font-size: 1.05rem; text-wrap: pretty; }
        .more, .small { color: var(--soft); font-size: 0.925rem; text-wrap: pretty; }
        .rest .more { margin-top: 0.6rem; }
        .rest summary, .data summary {
          width: fit-content;
          padding-block: 0.25rem;
          color: var(--link);
          font-size: 0.925rem;
          cursor: pointer;
        }
        .behind { display: flow-root; margin-top: 1.1rem; }
        .behind:first-child { margin-top: 0; }
        .files { float: right; padding-block: 0.25rem; font-size: 0.925rem; }
        .files a { display: inline-block; margin: -0.25rem 0 -0.25rem 0.25rem; padding: 0.25rem; }
        .prose { display: grid; gap: 0.8rem; }
        .prose p, .prose ul { max-width: 46rem; text-wrap: pretty; }
        .prose ul { margin: 0; padding-left: 1.2rem; }
        .prose pre {
          padding: 0.8rem 1rem;
          background: var(--track);
          border-radius: 0.5rem;
          white-space: pre-wrap;
          overflow-wrap: anywhere;
        }
        .notes { padding-block: clamp(2rem, 5vw, 3.5rem) 3rem; color: var(--soft); font-size: 0.925rem; }
        .notes h2 { color: var(--ink); font-size: 1rem; margin-bottom: 1rem; }
        .notes dl { display: grid; gap: 1.1rem 2.5rem; }
        .notes dt { color: var(--ink); font-weight: 600; }
        .notes dd { max-width: 36rem; text-wrap: pretty; }
        @media (min-width: 60rem) {
          .card:has(.figures-part) { display: grid; grid-template-columns: 20rem minmax(0, 1fr); gap: 2.5rem; }
          .figures-part { margin-top: 0.2rem; }
          .card:has(.wide) { grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
          .card:has(.wide) .words-part { max-width: 46rem; }
          .notes dl { grid-template-columns: repeat(2, minmax(0, 1fr)); }
        }

        """
}
