// SPDX-License-Identifier: MIT

import Monitoring

/// A server as a case spells it.
struct ServerFile: Decodable {
    var host: String
    var name: String
    var description: String
    var tags: [[String]]
    var lists: [String]
    var proxy: Proxy?
    var excludedUsers: [[String]]?

    struct Proxy: Decodable { var host, virtualProxy: String }

    var server: MonitoredServer {
        MonitoredServer(
            name: name, host: host, description: description, extraTags: tags.map { Tag($0[0], $0[1]) })
    }
}
