// SPDX-License-Identifier: MIT

import TelemetryFleet
import TelemetryInsights
import TelemetryWire

/// How far forecasts of a runtime's share are from what became of it, compared with saying that nothing changes.
package struct ForecastStudy: Sendable {
    /// What came of looking so many weeks ahead.
    package struct Horizon: Sendable {
        package let weeks: Int
        /// How often the forecast's interval contains the likelihood on the day.
        package private(set) var coverage = Coverage()
        private var forecastErrors = 0.0
        private var naiveErrors = 0.0

        init(weeks: Int) { self.weeks = weeks }

        package var cases: Int { coverage.cases }

        /// The mean distance from the likelihood on the day, from 0 to 1.
        package var meanError: Double { forecastErrors / Double(max(cases, 1)) }

        /// The same for the newest share.
        package var naiveError: Double { naiveErrors / Double(max(cases, 1)) }

        mutating func add(_ forecast: MigrationSchedule.Forecast, newest: Double, truth: Double) {
            forecastErrors += abs(forecast.share - truth)
            naiveErrors += abs(newest - truth)
            coverage.add(forecast.interval.contains(truth))
        }
    }

    package static let weeksAhead = [4, 13, 26]
    /// From the one that is nearly gone to the one that is still rising at first.
    package static let runtimes = ["Node.js 16", "Node.js 18", "Node.js 20", "Node.js 22"]

    /// Of shares that were falling when the forecast was made: those of which support ends.
    package private(set) var falling = weeksAhead.map { Horizon(weeks: $0) }
    /// Of shares that were rising.
    package private(set) var rising = weeksAhead.map { Horizon(weeks: $0) }

    /// Fleets are watched for half a year and longer, each up to another day.
    package init(fleets: Int, seed: Int = 80_000) {
        var habits = FleetHabits.usual
        habits.unsigned = 1
        for number in 0..<fleets {
            let study = StudyFleet(
                seed: seed + number, watched: 27 + number * 7 % 27, counted: MigrationSchedule.trendWeeks,
                habits: habits)
            for runtime in Self.runtimes { add(runtime, in: study) }
        }
    }

    private mutating func add(_ runtime: String, in study: StudyFleet) {
        for (index, weeks) in Self.weeksAhead.enumerated() {
            let end = study.day.advanced(by: weeks * 7)
            let schedule = MigrationSchedule(study.history, subject: .runtime, value: runtime, end: end)
            guard let truth = study.truth.share(ofRuntime: runtime, on: end), let forecast = schedule.line.forecast,
                let now = schedule.line.now.share
            else { continue }
            if schedule.line.pointsPerWeek < 0 {
                falling[index].add(forecast, newest: now, truth: truth)
            } else if schedule.line.pointsPerWeek > 0 {
                rising[index].add(forecast, newest: now, truth: truth)
            }
        }
    }
}
