// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// How widely a feature is switched on, for anybody.
///
/// An installation has it on, has it off, or says nothing. Both figures are shown only if neither on nor off has fewer than 5,
/// and if either nobody or at least 5 say nothing. So if they are shown, no group is small; and if they are hidden, nobody can
/// tell which of the three is, since all installations but one may be in any of them. What is shown are counts each within the
/// next (on, said either way, all), rounded by themselves: rounded parts of a whole would narrow each other.
package struct PublicFeature: Sendable, Equatable {
    package struct Figures: Sendable, Equatable {
        /// Switched on; rounded.
        package let on: Int
        /// Said either way; rounded.
        package let known: Int

        /// Made from rounded counts alone.
        package var share: Double { known > 0 ? min(Double(on) / Double(known), 1) : 0 }
    }

    /// The name on the wire.
    package let name: String
    package let title: String
    /// `nil` if there is too little to show.
    package let figures: Figures?

    package init(name: String, title: String, on: Int, off: Int, installations: Int) {
        self.name = name
        self.title = title
        let unknown = installations - on - off
        let isShown =
            on >= PublicSummary.smallestGroup && off >= PublicSummary.smallestGroup
            && (unknown == 0 || unknown >= PublicSummary.smallestGroup)
        figures =
            isShown ? Figures(on: PublicSummary.rounded(on), known: PublicSummary.rounded(on + off)) : nil
    }

    /// Those of the registry, in its order: a name from anywhere else is not published.
    static func all(_ history: FleetHistory, installations: Int) -> [PublicFeature] {
        let features = FieldRegistry.service(named: history.service)?.features ?? []
        return features.map { feature in
            PublicFeature(
                name: feature.name, title: feature.title,
                on: history.count(.feature, "\(feature.name)=on", in: history.latest),
                off: history.count(.feature, "\(feature.name)=off", in: history.latest), installations: installations)
        }
    }
}
