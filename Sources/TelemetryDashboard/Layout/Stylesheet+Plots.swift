// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// Charts over weeks. The drawing is stretched to the room there is; words and lines keep their size.
    static let plots = """
        .plot {
          display: grid;
          grid-template: "rows area" 17rem ". weeks" 1.9rem "key key" auto / 3.4rem minmax(0, 1fr);
          margin: 0.5rem 0 0;
          overflow-x: clip;
        }
        .plot svg { display: block; width: 100%; height: 100%; overflow: visible; }
        .plot text { fill: var(--soft); font-size: 0.78rem; }
        .plot .axis-rows { grid-area: rows; width: calc(100% - 0.6rem); }
        .axis-rows text { text-anchor: end; dominant-baseline: central; }
        .plot .area { grid-area: area; border-bottom: 1px solid var(--edge); }
        .plot .axis-weeks { grid-area: weeks; }
        .axis-weeks text { text-anchor: middle; dominant-baseline: central; }
        .axis-weeks .last-week { text-anchor: end; }
        .plot .ends { grid-area: ends; }
        .plot .ends text { fill: var(--ink); dominant-baseline: central; }
        .plot .end-name { display: none; }
        .plot:has(.ends) { grid-template: "rows area ends" 17rem ". weeks ." 1.9rem "key key key" auto / 3.4rem minmax(0, 1fr) 2.2rem; }
        .plot .key { grid-area: key; padding-top: 0.4rem; }
        .plot .key svg { width: 1.5rem; height: 0.75rem; overflow: hidden; }
        .rule, .line, .forecast, .layer, .now { vector-effect: non-scaling-stroke; }
        .rule { stroke: var(--grid); stroke-width: 1px; }
        .line, .forecast { fill: none; stroke-width: 2.25px; stroke-linecap: round; stroke-linejoin: round; }
        .forecast { stroke-dasharray: 2 6; }
        .band { opacity: 0.2; }
        .layer { stroke: var(--card); stroke-width: 1px; }
        .expected { fill: var(--track); opacity: 0.5; }
        .now { stroke: var(--edge); stroke-width: 1px; stroke-dasharray: 3 3; }
        .end-mark { stroke-width: 4px; stroke-linecap: round; }
        \(series)
        @container (max-width: 34rem) {
          .minor { visibility: hidden; }
        }
        @container (min-width: 38rem) {
          .lines:has(.ends), .stack:has(.ends) {
            grid-template: "rows area ends" 17rem ". weeks ." 1.9rem "key key key" auto / 3.4rem minmax(0, 1fr) 13rem;
          }
          .plot:has(.ends) .last-week { text-anchor: middle; }
          .plot .end-number, .plot .key-name { display: none; }
          .plot .end-name { display: inline; }
        }

        """

    private static let series = (1...9).map { number in
        let color = "var(--s\(number))"
        return """
            .line.s\(number), .forecast.s\(number), .end-mark.s\(number) { stroke: \(color); }
            .band.s\(number), .layer.s\(number), .key-paint.s\(number) { fill: \(color); }
            """
    }.joined(separator: "\n")
}
