// SPDX-License-Identifier: MIT

/// A Sense service whose log is sent, by the name of its folder on the Sense server.
package enum LoggingService: String, Sendable, CaseIterable {
    case engine = "Engine"
    case proxy = "Proxy"
    case repository = "Repository"
    case scheduler = "Scheduler"

    /// What the service looks for in its folder.
    static let fileName = "LocalLogConfig.xml"

    /// Where its file is, below whatever folder.
    package var path: String { "\(rawValue)/\(Self.fileName)" }

    /// Where Sense has such folders.
    static let senseFolder = #"C:\ProgramData\Qlik\Sense"#
}
