// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// The filters: one row that wraps.
    static let forms = """
        .filters { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem 1rem; margin-top: 0.5rem; }
        .field { display: grid; gap: 0.2rem; min-width: 0; }
        .field label { color: var(--soft); font-size: 0.85rem; }
        .field select, .field input, .filters button {
          max-width: 100%;
          min-height: 2.4rem;
          padding: 0.35rem 0.7rem;
          background: var(--card);
          color: var(--ink);
          border: 1px solid var(--edge);
          border-radius: 0.5rem;
          font: inherit;
          font-size: 0.95rem;
        }
        .filters button { background: var(--ink); color: var(--card); border-color: var(--ink); font-weight: 600; cursor: pointer; }
        .reset { padding-block: 0.55rem; font-size: 0.95rem; }

        """
}
