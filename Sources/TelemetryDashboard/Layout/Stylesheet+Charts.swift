// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// A row of a chart is two lines: words above, bar below. A card with room for it puts them side by side.
    static let charts = """
        .bars { display: grid; gap: 1rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
        .bar-row {
          display: grid;
          grid-template: "label figure" auto "bar bar" auto "detail detail" auto / minmax(0, 1fr) auto;
          gap: 0.3rem 1rem;
          align-items: end;
        }
        .bar-label { grid-area: label; min-width: 0; overflow-wrap: anywhere; font-weight: 600; line-height: 1.35; }
        .compact .bar-label { font-weight: 450; }
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
        @container (min-width: 26rem) {
          .compact { gap: 0.8rem; }
          .compact .bar-row {
            grid-template: "label detail figure" auto "bar bar bar" auto / minmax(0, 1fr) auto auto;
            column-gap: 0.75rem;
          }
        }
        @container (min-width: 46rem) {
          .roomy { gap: 0; }
          .roomy .bar-row {
            grid-template: "label bar figure" auto "label bar detail" auto / 15.5rem minmax(0, 1fr) 13rem;
            gap: 0 1.5rem;
            align-items: center;
            padding-block: 0.55rem;
            border-top: 1px solid var(--line);
          }
          .roomy .bar-row:first-child { border-top: 0; }
          .roomy .bar-figure { align-self: end; text-align: left; }
          .roomy .bar-detail { align-self: start; }
          .roomy .bar { height: 1rem; }
        }

        """
}
