// SPDX-License-Identifier: MIT

/// How many processors a host has, for the banner. Unknown counts are 1.
struct ProcessorTopology: Equatable {
    var sockets = 1
    var physicalCores = 1

    /// Reads the text of `/proc/cpuinfo`.
    init(cpuInfo: String) {
        var sockets: Set<Substring> = []
        var cores: Set<String> = []
        var socket: Substring = "0"
        for line in cpuInfo.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].prefix { $0 != "\t" }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            if name == "physical id" {
                socket = value
                sockets.insert(value)
            } else if name == "core id" {
                cores.insert("\(socket)/\(value)")
            }
        }
        self.sockets = max(1, sockets.count)
        physicalCores = max(1, cores.count)
    }
}
