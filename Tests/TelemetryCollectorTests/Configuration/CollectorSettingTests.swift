// SPDX-License-Identifier: MIT

import TelemetryCollector
import Testing

struct CollectorSettingTests {
    @Test func `spells a setting in three ways`() {
        #expect(CollectorSetting.requestsPerAddress.key == "requestsPerAddress")
        #expect(CollectorSetting.requestsPerAddress.variable == "BUTLER_TELEMETRY_REQUESTS_PER_ADDRESS")
        #expect(CollectorSetting.requestsPerAddress.option == "--requests-per-address")
        #expect(CollectorSetting.pepperFile.variable == "BUTLER_TELEMETRY_PEPPER_FILE")
        #expect(CollectorSetting.data.option == "--data")
    }

    @Test func `the page has a row for each`() {
        for setting in CollectorSetting.allCases {
            let start = "| `\(setting.key)` | `\(setting.variable)` | `\(setting.option)` |"
            #expect(CollectorReference.text.contains(start))
            #expect(!setting.meaning.isEmpty)
        }
    }
}
