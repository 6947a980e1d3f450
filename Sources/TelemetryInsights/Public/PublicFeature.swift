// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// How many installations report a feature on, for anybody.
///
/// An installation reports it on, or it does not: those that report it off and those that say nothing are one group. The figures are
/// shown only if each of the two groups has at least 5. If they are hidden, nobody can tell from this summary which of the two is the
/// small one, nor whether it is empty. What is shown is a count within the total, each rounded by itself: rounded parts of a whole would
/// narrow each other.
///
/// Who compares two summaries, and knows that only a few installations change in a week, can tell that a group which was shown fell
/// below 5. To how many cannot be told: each size from 0 to 4 is possible, unless one knows to within 4 how many change in a week.
package struct PublicFeature: Sendable, Equatable {
    package struct Figures: Sendable, Equatable {
        /// Report it on; rounded.
        package let on: Int
        /// All installations; rounded.
        package let installations: Int

        /// Made from rounded counts alone.
        package var share: Double { installations > 0 ? min(Double(on) / Double(installations), 1) : 0 }
    }

    /// The name on the wire.
    package let name: String
    package let title: String
    /// `nil` if there is too little to show.
    package let figures: Figures?

    /// - Parameter installations: the exact total.
    package init(name: String, title: String, on: Int, installations: Int) {
        self.name = name
        self.title = title
        let isShown = on >= PublicSummary.smallestGroup && installations - on >= PublicSummary.smallestGroup
        figures =
            isShown
            ? Figures(on: PublicSummary.rounded(on), installations: PublicSummary.rounded(installations)) : nil
    }

    /// Those of the registry, in its order: a name from anywhere else is not published.
    static func all(_ history: FleetHistory, in week: ISOWeek) -> [PublicFeature] {
        let features = FieldRegistry.service(named: history.service)?.features ?? []
        let installations = history.installations(in: week)
        return features.map { feature in
            PublicFeature(
                name: feature.name, title: feature.title,
                on: history.count(.feature, "\(feature.name)=on", in: week), installations: installations)
        }
    }
}
