// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// Where things stand: one column, from 54 rem on two.
    static let layout = """
        .masthead, main, .notes {
          width: 100%;
          max-width: 72rem;
          margin-inline: auto;
          padding-inline: clamp(1rem, 4vw, 2.5rem);
        }
        .masthead { display: grid; gap: 0.75rem; padding-block: clamp(2rem, 6vw, 4.5rem) clamp(1.25rem, 3vw, 2.25rem); }
        main, .cards { display: grid; gap: clamp(1rem, 2vw, 1.5rem); }
        .headline {
          display: flex;
          flex-wrap: wrap;
          align-items: baseline;
          gap: 0.25rem 2rem;
          padding-block: 0.25rem 1rem;
        }
        .headline h2 { display: flex; align-items: baseline; gap: 0.6rem; font-size: 1.25rem; }
        .headline-number {
          font-size: clamp(3.5rem, 2.5rem + 4vw, 5.5rem);
          line-height: 1;
          letter-spacing: -0.045em;
          font-weight: 700;
        }
        .headline-range { flex: 1 1 20rem; max-width: 34rem; color: var(--soft); text-wrap: pretty; }
        .card {
          min-width: 0;
          padding: clamp(1.1rem, 2.5vw, 1.75rem);
          background: var(--card);
          border: 1px solid var(--line);
          border-radius: 0.9rem;
          container-type: inline-size;
        }
        .card-basis, .key { color: var(--soft); font-size: 0.925rem; }
        .key { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.25rem; margin-top: 0.35rem; }
        .key span { display: inline-flex; align-items: center; gap: 0.45rem; }
        .key-mark { width: 1.5rem; height: 0.75rem; border-radius: 2px; }
        .empty { display: grid; gap: 0.9rem; max-width: 46rem; container-type: normal; }
        .empty pre {
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
        @media (min-width: 54rem) {
          .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          .notes dl { grid-template-columns: repeat(2, minmax(0, 1fr)); }
        }

        """
}
