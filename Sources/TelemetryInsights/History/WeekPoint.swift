// SPDX-License-Identifier: MIT

package import TelemetryStore

/// A share in one week.
package struct WeekPoint: Sendable, Equatable {
    package let week: ISOWeek
    /// Nothing observed (`n` is 0) if the week says nothing about it.
    package let proportion: Proportion

    package init(week: ISOWeek, proportion: Proportion) {
        self.week = week
        self.proportion = proportion
    }
}
