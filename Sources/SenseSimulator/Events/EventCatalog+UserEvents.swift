// SPDX-License-Identifier: MIT

import SeededNumbers

// TYPE;HOST;COMMAND;DIRECTORY;USER;ORIGIN;CONTEXT;MESSAGE
extension EventCatalog {
    static func addSession(to template: inout EventTemplate, _ scene: Scene, _ random: inout SplitMix64) {
        let session = random.guid()
        let context = scene.proxy == .root ? "" : scene.proxy.name
        if random.chance(0.5) {
            addUser(to: &template, scene, command: "Start session", origin: "Not available", context: context)
            template.field(
                .text("Start session for user, session \(session) #"), .gap(.number), .text(userAgent(&random)))
        } else {
            let reason = random.chance(0.5) ? "Logout" : "Timeout"
            addUser(to: &template, scene, command: "Stop session", origin: reason, context: context)
            template.field(.text("Stop session for user, session \(session); cause: \(reason) #"), .gap(.number))
        }
    }

    static func addConnection(to template: inout EventTemplate, _ scene: Scene, _ random: inout SplitMix64) {
        let isOpening = random.chance(0.5)
        let session = random.guid()
        let prefix = scene.proxy == .root ? "" : "%2f\(scene.proxy.name.dropFirst())"
        addUser(
            to: &template, scene, command: isOpening ? "Open connection" : "Close connection", origin: "AppAccess",
            context: "/app/\(scene.appID)?reloaduri=https%3a%2f%2f\(scene.host)\(prefix)%2fhub")
        template.field(
            .text("connection \(isOpening ? "Opened" : "Closed") for session \(session) #"), .gap(.number),
            .text(isOpening ? userAgent(&random) : ""))
    }

    private static func addUser(
        to template: inout EventTemplate, _ scene: Scene, command: String, origin: String, context: String
    ) {
        template.fields(scene.host, command, scene.user.directory)
        template.field(.text("\(scene.user.id)#"), .gap(.number))
        template.fields(origin, context)
    }

    private static func userAgent(_ random: inout SplitMix64) -> String {
        "; UserAgent: '\(random.element(EventWords.userAgents) ?? "")'"
    }
}
