// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSources

@Suite struct BackPressureTests {
    @Test func `is on from the threshold, and off below four fifths of it`() {
        var pressure = BackPressure(capacity: 200, threshold: 80)
        #expect(pressure.update(waiting: 159, at: .zero) == nil)
        #expect(!pressure.isOn)
        #expect(pressure.update(waiting: 160, at: .zero) == .isOn(percent: 80))
        #expect(pressure.isOn)
        #expect(pressure.update(waiting: 128, at: .seconds(1)) == nil)
        #expect(pressure.isOn)
        #expect(pressure.update(waiting: 127, at: .seconds(2)) == .isOff)
        #expect(!pressure.isOn)
    }

    @Test func `warns once a minute however often it comes and goes`() {
        var pressure = BackPressure(capacity: 10, threshold: 80)
        var told: [String] = []
        for second in 0..<180 {
            for waiting in [9, 0] {
                switch pressure.update(waiting: waiting, at: .seconds(second)) {
                case .isOn: told.append("on \(second)")
                case .isOff: told.append("off \(second)")
                case nil: break
                }
            }
        }
        #expect(told == ["on 0", "off 0", "on 60", "off 60", "on 120", "off 120"])
    }

    @Test func `reminds while it lasts`() {
        var pressure = BackPressure(capacity: 10, threshold: 80)
        let told = (0..<130).filter { pressure.update(waiting: 10, at: .seconds($0)) != nil }
        #expect(told == [0, 60, 120])
    }
}
