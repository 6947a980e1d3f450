// SPDX-License-Identifier: MIT

import Foundation

@testable import ButlerSOS

/// Two configurations that switch the same reported features on and have nothing else in common, each read from its
/// file.
struct ConfiguredPair: Sendable {
    /// One of the two.
    struct Half: Sendable {
        var folder: MemoryFolder
        var path: String
        var environment: [String: String]
        var configuration: MonitorConfiguration
        /// What was drawn, by place.
        var drawn: [String: String]
    }

    var facts: PublicFacts
    var first: Half
    var second: Half

    /// - Parameters:
    ///   - given: what is not drawn, in neither half.
    ///   - kept: the places at which the second half has what the first has.
    init(
        seed: UInt64, generations: (DrawnConfiguration.Generation, DrawnConfiguration.Generation)? = nil,
        given: [String: String] = [:], kept: Set<String> = []
    ) throws {
        var common = Lots(seed: seed)
        facts = PublicFacts(&common)
        let generations = generations ?? Self.generations[Int(seed % UInt64(Self.generations.count))]
        var lots = Lots(seed: common.random.next(), given: given)
        first = try Half(&lots, facts, generations.0)
        lots = Lots(
            seed: common.random.next(), unlike: first.drawn,
            given: given.merging(first.drawn.filter { kept.contains($0.key) }) { $1 })
        second = try Half(&lots, facts, generations.1)
    }

    /// The older generation takes part, on either side and on both.
    private static let generations: [(DrawnConfiguration.Generation, DrawnConfiguration.Generation)] = [
        (.version15, .version15), (.version15, .version5), (.version15, .version15), (.version5, .version15),
        (.version5, .version5),
    ]

    /// Two installations with these configurations, on two hosts for two Sense sites.
    func installations(
        seed: UInt64, given: [String: String] = [:], kept: Set<String> = []
    ) throws -> InstallationPair {
        try InstallationPair(self, seed: seed, given: given, kept: kept)
    }
}

extension ConfiguredPair.Half {
    fileprivate init(
        _ lots: inout Lots, _ facts: PublicFacts, _ generation: DrawnConfiguration.Generation
    ) throws {
        let drawing = try DrawnConfiguration(&lots, facts, generation)
        folder = try MemoryFolder()
        for (name, content) in drawing.files {
            try content.write(toFile: "\(folder.path)/\(name)", atomically: false, encoding: .utf8)
        }
        path = "\(folder.path)/\(lots.word("configuration: file")).yaml"
        try drawing.text.replacing(DrawnConfiguration.folder, with: folder.path)
            .write(toFile: path, atomically: false, encoding: .utf8)
        environment = drawing.environment
        configuration = try MonitorConfiguration.read(path, environment: environment)
        drawn = lots.drawn
    }
}
