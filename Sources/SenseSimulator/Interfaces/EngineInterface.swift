// SPDX-License-Identifier: MIT

import Hummingbird

/// The health check of one engine.
struct EngineInterface: AnsweringInterface {
    /// What there is to report.
    let site: SimulatedSite
    /// The server's number.
    let server: Int

    var paths: [String] { ["/engine/healthcheck", "/engine/healthcheck/"] }

    var wrongTypes: String {
        """
        {"version":12,"started":false,"mem":{"committed":"5120","allocated":null,"free":[]},"cpu":{"total":"17"},\
        "session":[3,11],"apps":{"active_docs":"none","loaded_docs":{},"in_memory_docs":[1,null],"calls":"many",\
        "selections":{}},"users":"9","cache":true,"saturated":"no"}
        """
    }

    var anotherKind: String { #"["healthy"]"# }

    func answer(to request: Request, at time: Double) -> InterfaceAnswer {
        .json(site.health(ofServer: server, at: time).json)
    }
}
