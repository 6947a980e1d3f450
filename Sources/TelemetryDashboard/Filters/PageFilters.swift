// SPDX-License-Identifier: MIT

internal import TelemetryInsights
package import TelemetryWire

/// What a reader chose to see, as the address of a page says it.
package struct PageFilters: Sendable, Hashable {
    /// Which filters a page has.
    package enum Scope: Sendable {
        case all
        /// What is public can be chosen by its service only.
        case serviceOnly
    }

    package static let possibleWeeks = 4...56
    package static let usualWeeks = 26
    /// In thousandths.
    package static let usualSilence = 300

    package var service: String
    /// `14.2`; `nil` for all versions.
    package var minorVersion: String?
    /// How many closed weeks are looked at.
    package var weeks: Int
    /// Of a thousand installations, how many are assumed to say nothing at all.
    package var silentThousandths: Int
    /// The day on which support is assumed to end; `nil` for the usual one.
    package var endOfSupport: UTCDay?

    package init(
        service: String, minorVersion: String? = nil, weeks: Int = usualWeeks, silentThousandths: Int = usualSilence,
        endOfSupport: UTCDay? = nil
    ) {
        self.service = service
        self.minorVersion = minorVersion
        self.weeks = weeks
        self.silentThousandths = silentThousandths
        self.endOfSupport = endOfSupport
    }

    /// The end of support if none is asked for.
    static func usualEnd(_ today: UTCDay) -> UTCDay { today.advanced(by: AnswerContext.usualNotice) }

    package var silentShare: Double { Double(silentThousandths) / 1000 }

    /// `0.3`
    package var silentText: String { Self.silentText(silentThousandths) }

    package static func silentText(_ thousandths: Int) -> String {
        guard thousandths > 0 else { return "0" }
        var digits = String(thousandths + 1000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "0.\(digits)"
    }

    /// What differs from the usual, as the end of an address: empty, or `?version=14.2&weeks=52`. Equal filters give equal
    /// texts.
    ///
    /// - Parameter usualService: the one that is shown if none is asked for.
    package func query(usualService: String) -> String {
        var parts: [String] = []
        if service != usualService { parts.append("service=\(AddressQuery.encoded(service))") }
        if let minorVersion { parts.append("version=\(AddressQuery.encoded(minorVersion))") }
        if weeks != Self.usualWeeks { parts.append("weeks=\(weeks)") }
        if silentThousandths != Self.usualSilence { parts.append("silent=\(silentText)") }
        if let endOfSupport { parts.append("end=\(endOfSupport)") }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
