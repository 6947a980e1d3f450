// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSources

@Suite struct BackPressureTests {
    @Test func `is on from the threshold, and off below four fifths of it`() {
        var pressure = BackPressure(threshold: 80)
        #expect(pressure.update(percent: 79.5, at: .zero) == nil)
        #expect(!pressure.isOn)
        #expect(pressure.update(percent: 80, at: .zero) == .isOn(percent: 80))
        #expect(pressure.isOn)
        #expect(pressure.update(percent: 64, at: .seconds(1)) == nil)
        #expect(pressure.isOn)
        #expect(pressure.update(percent: 63.5, at: .seconds(2)) == .isOff)
        #expect(!pressure.isOn)
    }

    @Test func `warns once a minute however often it comes and goes`() {
        var pressure = BackPressure(threshold: 80)
        var told: [String] = []
        for second in 0..<180 {
            for percent in [90.0, 0] {
                switch pressure.update(percent: percent, at: .seconds(second)) {
                case .isOn: told.append("on \(second)")
                case .isOff: told.append("off \(second)")
                case nil: break
                }
            }
        }
        #expect(told == ["on 0", "off 0", "on 60", "off 60", "on 120", "off 120"])
    }

    @Test func `reminds while it lasts`() {
        var pressure = BackPressure(threshold: 80)
        let told = (0..<130).filter { pressure.update(percent: 100, at: .seconds($0)) != nil }
        #expect(told == [0, 60, 120])
    }
}
