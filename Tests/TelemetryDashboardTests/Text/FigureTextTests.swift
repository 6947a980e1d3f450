// SPDX-License-Identifier: MIT

import TelemetryInsights
import Testing

@testable import TelemetryDashboard

struct FigureTextTests {
    @Test(arguments: [
        (FigureTable.Figure.share(0.171), "17.1\u{202F}%"), (.share(-0.0004), ">−0.1\u{202F}%"),
        (.difference(0.067), "6.7 points"), (.difference(-0.01), "−1 point"), (.difference(0), "0.0 points"),
        (.difference(-0.0004), ">−0.1 points"), (.difference(0.0004), "<0.1 points"),
        (.number(-0.2, decimals: 2), "−0.20"), (.number(3.46, decimals: 1), "3.5"), (.count(12_345), "12\u{202F}345"),
        (.unbounded, "or more"), (.text("x"), "x"),
    ])
    func `a figure is written as people read it`(figure: FigureTable.Figure, text: String) {
        #expect(FigureText.text(of: figure) == text)
        #expect(figure.words == text)
    }

    @Test(arguments: [FigureTable.Figure.none, .share(.nan), .difference(.infinity), .number(.nan, decimals: 1)])
    func `what is not known has no text`(figure: FigureTable.Figure) {
        #expect(FigureText.text(of: figure) == nil)
        #expect(figure.words == "–")
    }
}
