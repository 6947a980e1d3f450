// SPDX-License-Identifier: MIT

import Hummingbird

/// The session lists of one proxy, one for each virtual proxy.
struct ProxyInterface: AnsweringInterface {
    /// What there is to report.
    let site: SimulatedSite
    /// The server's number.
    let server: Int

    var paths: [String] { site.virtualProxies.map(\.sessionPath) }

    var wrongTypes: String {
        """
        [{"UserDirectory":7,"UserId":["anna"],"Attributes":"none","SessionId":null},\
        {"UserDirectory":{},"UserId":true,"Attributes":0,"SessionId":1.5},"session"]
        """
    }

    var anotherKind: String { #"{"sessions":[]}"# }

    func answer(to request: Request, at time: Double) -> InterfaceAnswer {
        if let objection = XrfKey.objection(to: request) { return objection }
        let proxy = site.virtualProxies.first { $0.sessionPath == request.uri.path } ?? .root
        return .json((site.sessions(ofServer: server, virtualProxy: proxy, at: time) ?? []).json)
    }
}
