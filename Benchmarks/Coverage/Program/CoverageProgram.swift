// SPDX-License-Identifier: MIT

import CoverageStudies
import Foundation
import TelemetryInsights

/// Draws fleets of 300 installations from known likelihoods, asks the insights about them as if nothing was known, and prints
/// how often they were right.
///
/// usage: coverage [FLEETS]
@main
struct CoverageProgram {
    static func main() {
        let argument = CommandLine.arguments.dropFirst().first ?? "1000"
        guard let fleets = Int(argument), (1...100_000).contains(fleets) else {
            print("coverage: expected a number of fleets from 1 to 100000, found \"\(argument)\"")
            exit(1)
        }
        var isWrong = false
        func check(_ holds: Bool, _ sentence: String) {
            print(holds ? "" : "NOT AS STATED: ", sentence, separator: "")
            isWrong = isWrong || !holds
        }
        print("\(fleets) fleets of 300")
        intervals(fleets, check)
        changes(fleets, check)
        silence(fleets, check)
        deprecation(fleets, check)
        forecasts(fleets, check)
        if isWrong { exit(1) }
    }

    private static func intervals(_ fleets: Int, _ check: (Bool, String) -> Void) {
        let study = IntervalStudy(fleets: fleets)
        for likelihood in IntervalStudy.likelihoods {
            let coverage = study.coverage(of: likelihood)
            check(
                // Of fewer fleets chance alone may leave more or less.
                (0.93...0.97).contains(coverage.share) || fleets < 1_000 && coverage.agrees(with: 0.95),
                "interval of a share, likelihood \(likelihood): contains it in \(percent(coverage))")
        }
        check((0.93...0.97).contains(study.coverage().share), "all of them: \(percent(study.coverage()))")
    }

    private static func changes(_ fleets: Int, _ check: (Bool, String) -> Void) {
        let study = ChangeStudy(fleets: fleets)
        check(
            study.coverage.reaches(0.95), "interval of a trend: contains the change in \(percent(study.coverage))")
        check(study.wrongDirection.share <= 0.05, "wrong direction of a trend: \(percent(study.wrongDirection))")
    }

    private static func silence(_ fleets: Int, _ check: (Bool, String) -> Void) {
        let study = SilenceStudy(fleets: fleets)
        let (fleet, likelihood) = (study.fleet(), study.likelihood)
        check(fleet.right == fleet.cases, "worst case: contains the fleet's share in \(percent(fleet))")
        check(likelihood.reaches(0.975), "worst case: contains the likelihood in \(percent(likelihood))")
        print("if only half of the silence is stated, the fleet's share in \(percent(study.fleet(stated: 0.5)))")
        print("the interval alone contains the fleet's share in \(percent(study.intervalAlone))")
    }

    private static func deprecation(_ fleets: Int, _ check: (Bool, String) -> Void) {
        for likelihood in [DeprecationAdvice.threshold, 0.06, 0.08] {
            let advised = DeprecationStudy(fleets: fleets, likelihood: likelihood).advised
            check(advised.share <= 0.025, "wrong advice to deprecate, likelihood \(likelihood): \(percent(advised))")
        }
        for likelihood in [0.005, 0.01, 0.02] {
            let advised = DeprecationStudy(fleets: fleets / 4, likelihood: likelihood).advised
            print("right advice to deprecate, likelihood \(likelihood): \(percent(advised))")
        }
    }

    private static func forecasts(_ fleets: Int, _ check: (Bool, String) -> Void) {
        let study = ForecastStudy(fleets: fleets)
        for horizon in study.falling {
            check(horizon.meanError < horizon.naiveError, "falling, " + sentence(horizon))
        }
        for horizon in study.rising { print("rising,", sentence(horizon)) }
    }

    private static func sentence(_ horizon: ForecastStudy.Horizon) -> String {
        """
        a runtime's share \(horizon.weeks) weeks ahead: mean error \(points(horizon.meanError)) points, that of the newest \
        share \(points(horizon.naiveError)); the interval contains the likelihood in \(percent(horizon.coverage))
        """
    }

    private static func percent(_ coverage: Coverage) -> String {
        String(format: "%.2f %% of %d", coverage.share * 100, coverage.cases)
    }

    private static func points(_ error: Double) -> String { String(format: "%.2f", error * 100) }
}
