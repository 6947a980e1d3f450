// SPDX-License-Identifier: MIT

import ArgumentParser
import SenseSimulator

/// What is wrong with the site.
struct FaultOptions: ParsableArguments {
    @Option(
        name: .customLong("fault"),
        help: ArgumentHelp(
            "Make all servers, or one, misbehave at all interfaces, or one: \(Self.faultNames). The interfaces are "
                + "\(Self.interfaceNames). May be repeated.",
            valueName: "kind[@server][/interface]"
        )
    )
    var faultArguments: [String] = []

    @Option(
        name: .customLong("fault-script"),
        help: ArgumentHelp(
            "Faults that come and go: lines of the form FROM-TO KIND[@SERVER][/INTERFACE], with times since the start "
                + "such as 0s, 90s, 2m, 1h or, for TO, end; 'repeat every DURATION' starts again; # begins a comment.",
            valueName: "file"
        )
    )
    var scriptFile: String?

    /// Which interface of which server has which fault all the time.
    func plan(serverCount: Int) throws(FaultArgumentError) -> FaultPlan {
        try FaultPlan(arguments: faultArguments, serverCount: serverCount)
    }

    /// Which faults come and go; reads the file.
    func script(serverCount: Int) throws -> FaultScript {
        guard let scriptFile else { return FaultScript() }
        return try FaultScript(
            parsing: ScriptFile.text(of: scriptFile, option: "--fault-script"), file: scriptFile,
            serverCount: serverCount)
    }

    private static let faultNames = Fault.allCases.map(\.rawValue).joined(separator: ", ")
    private static let interfaceNames = SenseInterface.allCases.map(\.rawValue).joined(separator: ", ")
}
