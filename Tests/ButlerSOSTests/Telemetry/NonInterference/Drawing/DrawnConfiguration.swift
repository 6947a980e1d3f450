// SPDX-License-Identifier: MIT

/// A configuration file in which every value is drawn, with the files that it names.
struct DrawnConfiguration: Sendable {
    /// The generation of the original that it is written for.
    enum Generation: Sendable { case version15, version5 }

    /// Stands in the text for the folder of the file.
    static let folder = "{folder}"

    var text: String
    /// The files beside it, by name.
    var files: [String: String]
    /// The variables of the environment that belong to the configuration.
    var environment: [String: String]

    init(_ lots: inout Lots, _ facts: PublicFacts, _ generation: Generation) throws {
        var drawing = ConfigurationDraw(lots: lots, facts: facts, generation: generation)
        text = try drawing.document().lines().joined(separator: "\n") + "\n"
        files = drawing.files
        environment = generation == .version5 ? ["BUTLER_SOS_TELEMETRY_URL": facts.collector] : [:]
        lots = drawing.lots
        if lots.flag("configuration: a secret from the environment") {
            environment["BUTLER_SOS_TELEMETRY_SECRET"] = lots.draw("configuration: secret") { $0.hexadecimal(64) }
        }
    }
}
