// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// The rate of an endpoint that does nothing with what it gets, under the same load.
struct BareRate {
    let result: LoadResult

    init(_ deck: RequestDeck, count: Int, work: WorkFolder) throws {
        // It is built with this program and lies beside it.
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
        let port = 18340
        let endpoint = try Endpoint("\(folder)/bare-endpoint", ["\(port)"], port: port, log: work.file("bare.log"))
        defer { endpoint.stop() }
        _ = try endpoint.run(deck, count: count / 10)
        result = try endpoint.run(deck, count: count)
    }
}
