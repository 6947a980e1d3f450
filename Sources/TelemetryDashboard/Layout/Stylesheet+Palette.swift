// SPDX-License-Identifier: MIT

extension Stylesheet {
    /// Colors by what they are for: in light and on paper, in dark, and where the reader's own few colors win.
    ///
    /// `--s1` to `--s9` tell series apart, `--h0` to `--h5` are shades of shares.
    static let palette = """
        :root {
          color-scheme: light dark;
          --paper: #f5f6f7;
          --card: #ffffff;
          --ink: #1b1f24;
          --soft: #565f69;
          --line: #dfe3e7;
          --edge: #7d8791;
          --track: #e9ecef;
          --fill: #3f7ea6;
          --grid: rgb(27 31 36 / 0.14);
          --whisker: #12202b;
          --halo: #ffffff;
          --link: #21618a;
          --focus: #b45309;
          --notice: #fff3d6;
          --s1: #2f75a8;
          --s2: #c0580e;
          --s3: #2c8058;
          --s4: #8c4fa3;
          --s5: #96760c;
          --s6: #c03d63;
          --s7: #1f8492;
          --s8: #75604c;
          --s9: #7a838c;
          --h0: #ffffff;
          --h1: #e8f1f7;
          --h2: #cfe2ef;
          --h3: #b3d1e6;
          --h4: #94bfdc;
          --h5: #78aed2;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --paper: #111417;
            --card: #191d21;
            --ink: #e6e9ec;
            --soft: #a0a9b2;
            --line: #2b3137;
            --edge: #78828c;
            --track: #2a3037;
            --fill: #4f94bf;
            --grid: rgb(255 255 255 / 0.14);
            --whisker: #f4f7f9;
            --halo: #15191d;
            --link: #86bfe4;
            --focus: #fbbf24;
            --notice: #3a3014;
            --s1: #62aee0;
            --s2: #f09650;
            --s3: #5fc093;
            --s4: #c493d8;
            --s5: #d6bb4d;
            --s6: #f0869f;
            --s7: #62c4d1;
            --s8: #bfa68d;
            --s9: #98a2ab;
            --h0: #191d21;
            --h1: #1b2a35;
            --h2: #1d384a;
            --h3: #1e465f;
            --h4: #1f5373;
            --h5: #206088;
          }
        }
        @media (forced-colors: active) {
          :root {
            --line: CanvasText;
            --edge: CanvasText;
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
