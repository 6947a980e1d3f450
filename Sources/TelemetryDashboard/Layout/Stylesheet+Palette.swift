// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// Colors by what they are for: in light, in dark, and where the reader's own few colors win.
    static let palette = """
        :root {
          color-scheme: light dark;
          --paper: #f5f6f7;
          --card: #ffffff;
          --ink: #1b1f24;
          --soft: #565f69;
          --line: #dfe3e7;
          --track: #e9ecef;
          --fill: #3f7ea6;
          --grid: rgb(27 31 36 / 0.14);
          --whisker: #12202b;
          --halo: #ffffff;
          --link: #21618a;
          --focus: #b45309;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #111417;
            --card: #191d21;
            --ink: #e6e9ec;
            --soft: #a0a9b2;
            --line: #2b3137;
            --track: #2a3037;
            --fill: #4f94bf;
            --grid: rgb(255 255 255 / 0.14);
            --whisker: #f4f7f9;
            --halo: #15191d;
            --link: #86bfe4;
            --focus: #fbbf24;
          }
        }
        @media (forced-colors: active) {
          :root {
            --line: CanvasText;
            --track: Canvas;
            --fill: GrayText;
            --grid: Canvas;
            --whisker: CanvasText;
            --halo: Canvas;
          }
          .bar, .key-mark { outline: 1px solid CanvasText; }
        }

        """
}
