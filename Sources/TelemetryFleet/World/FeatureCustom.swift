// SPDX-License-Identifier: MIT

/// How the imagined fleet uses one feature.
package struct FeatureCustom: Sendable {
    /// Which part of all installations has it on.
    package var adoption: AdoptionCurve
    /// How likely it is that an administrator who thought again about it takes that back within weeks.
    package var regret: Double
    /// The feature whose users use this one, too, or just do not.
    package var companion: Companion?

    package struct Companion: Sendable {
        /// Comes before in the registry.
        package var feature: String
        /// Which part of the administrators decides about both at once when they begin.
        package var strength: Double
        /// True if who wants the one does not want the other.
        package var isOpposite = false
    }

    package init(_ adoption: AdoptionCurve, regret: Double = 0.35, companion: Companion? = nil) {
        self.adoption = adoption
        self.regret = regret
        self.companion = companion
    }

    /// What is used of a feature that nobody described.
    static let unknown = FeatureCustom(.flat(0.1))

    /// The customs of the first service, by the name of the feature.
    package static let butlerSOS = [
        // Tried by many, kept by few.
        "heartbeat": FeatureCustom(.flat(0.22), regret: 0.85),
        "dockerHealthCheck": FeatureCustom(AdoptionCurve(from: 0.3, to: 0.55, middle: 220, scale: 60)),
        "uptimeMonitor": FeatureCustom(.flat(0.71)),
        "uptimeMonitor_storeInInfluxdb": FeatureCustom(
            .flat(0.46), companion: .init(feature: "uptimeMonitor", strength: 0.9)),
        "udpServer": FeatureCustom(.flat(0.58)),
        // On its way out.
        "logdb": FeatureCustom(AdoptionCurve(from: 0.12, to: 0.004, middle: 140, scale: 55)),
        "mqtt": FeatureCustom(
            AdoptionCurve(from: 0.14, to: 0.3, middle: 280, scale: 50),
            companion: .init(feature: "udpServer", strength: 0.4)),
        "influxdb": FeatureCustom(AdoptionCurve(from: 0.82, to: 0.68, middle: 200, scale: 90)),
        // The newcomer; most who have it do without the other destination.
        "prometheus": FeatureCustom(
            AdoptionCurve(from: 0.1, to: 0.5, middle: 210, scale: 65),
            companion: .init(feature: "influxdb", strength: 0.6, isOpposite: true)),
        "appNames": FeatureCustom(.flat(0.83)),
        "userSessions": FeatureCustom(.flat(0.77), companion: .init(feature: "appNames", strength: 0.5)),
    ]
}
