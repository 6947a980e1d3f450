// SPDX-License-Identifier: MIT

import Testing

@testable import Destinations

@Suite struct LineTextTests {
    @Test(arguments: [0, 1, 9, 10, 99, 100, 1_234_567_890, .max, -1, -10, .min])
    func `writes whole numbers`(number: Int) {
        var line = LineText(capacity: 0)
        line.write(number)
        #expect(String(decoding: line.bytes, as: UTF8.self) == String(number))
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (64, "64"), (48.25, "48.25"), (-3.5, "-3.5"), (0.1, "0.1"), (0.001, "0.001"),
        (0.0004, "0.0004"), (9999.9, "9999.9"), (999_999_999_999.999, "999999999999.999"), (1e12, "1000000000000"),
        (1e300, "1e+300"), (1e-7, "1e-07"), (2_251_799_813_685_249.5, "2251799813685249.5"), (0.9995, "0.9995"),
        (-0.0001, "-0.0001"),
    ])
    func `writes floats in the shortest form that reads back the same`(number: Double, expected: String) {
        var line = LineText(capacity: 0)
        line.write(number)
        #expect(String(decoding: line.bytes, as: UTF8.self) == expected)
        #expect(Double(expected) == number)
    }
}
