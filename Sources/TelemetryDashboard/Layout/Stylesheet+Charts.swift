// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// A row of bars is two lines: words above, bar below. Where there is room they stand side by side.
    static let charts = """
        .bars { display: grid; gap: 1rem; margin: 0; padding: 0; list-style: none; }
        .bar-row {
          display: grid;
          grid-template: "label figure" auto "bar bar" auto "detail detail" auto / minmax(0, 1fr) auto;
          gap: 0.3rem 1rem;
          align-items: end;
        }
        .bar-label { grid-area: label; min-width: 0; overflow-wrap: anywhere; font-weight: 550; line-height: 1.35; }
        .bar-note { display: block; color: var(--soft); font-size: 0.85rem; font-weight: 400; }
        .bar-figure { grid-area: figure; white-space: nowrap; text-align: right; line-height: 1.35; }
        .bar-figure strong { font-weight: 680; }
        .bar-bounds { color: var(--soft); }
        .bar-detail { grid-area: detail; color: var(--soft); font-size: 0.85rem; line-height: 1.35; }
        .bar { grid-area: bar; display: block; width: 100%; height: 0.875rem; border-radius: 3px; }
        .bar-track { fill: var(--track); }
        .bar-fill { fill: var(--fill); }
        .bar-grid, .bar-halo, .bar-whisker { fill: none; vector-effect: non-scaling-stroke; }
        .bar-grid { stroke: var(--grid); stroke-width: 1px; }
        .bar-halo { stroke: var(--halo); stroke-width: 4.5px; stroke-opacity: 0.75; }
        .bar-whisker { stroke: var(--whisker); stroke-width: 1.5px; }
        @container (min-width: 38rem) {
          .bars { gap: 0; }
          .bar-row {
            grid-template: "label bar figure" auto "label bar detail" auto / 13rem minmax(0, 1fr) 10.5rem;
            gap: 0 1.25rem;
            align-items: center;
            padding-block: 0.5rem;
            border-top: 1px solid var(--line);
          }
          .bar-row:first-child { border-top: 0; padding-top: 0; }
          .bar-figure { align-self: end; text-align: left; }
          .bar-detail { align-self: start; }
          .bar { height: 1rem; }
        }
        .key { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.25rem; color: var(--soft); font-size: 0.875rem; }
        .key span { display: inline-flex; align-items: center; gap: 0.45rem; max-width: 100%; }
        .key bdi { min-width: 0; overflow-wrap: anywhere; }
        .key svg { flex: none; }
        .key-mark { width: 1.5rem; height: 0.75rem; border-radius: 2px; }

        """
}
