// SPDX-License-Identifier: MIT

import SeededNumbers

// TYPE;ROW;TIME;LOCAL TIME;LEVEL;HOST;SUBSYSTEM;WINDOWS USER, then what each service tells.
extension EventCatalog {
    static func addEngine(to template: inout EventTemplate, _ scene: Scene, _ random: inout SplitMix64) {
        guard let line = random.element(LoggedLine.engine) else { return }
        addHead(to: &template, scene, line.level, line.subsystem)
        addMessage(to: &template, line.message)
        addEngineUser(to: &template, scene, &random)
        template.fields(
            random.guid(), scene.version, scene.started, random.element(EventWords.entryTypes) ?? "", random.guid(),
            scene.appID)
    }

    /// Proxy and repository tell the same.
    static func addRequest(
        to template: inout EventTemplate, _ lines: [LoggedLine], _ scene: Scene, _ random: inout SplitMix64
    ) {
        guard let line = random.element(lines), let request = random.element(EventWords.requests) else { return }
        addHead(to: &template, scene, line.level, line.subsystem)
        addMessage(to: &template, line.message)
        template.fields(
            line.exception, scene.user.directory, scene.user.id, request.0, request.1, request.2,
            request.0.isEmpty ? "" : "/app/\(scene.appID)")
    }

    static func addScheduler(to template: inout EventTemplate, _ scene: Scene, _ random: inout SplitMix64) {
        guard let line = random.element(LoggedLine.scheduler) else { return }
        addHead(to: &template, scene, line.level, line.subsystem)
        addMessage(to: &template, line.message)
        let full = "\(scene.user.directory)\\\(scene.user.id)"
        // As often as not, only the full name is told.
        let (directory, id) = random.chance(0.5) ? ("", "") : ("INTERNAL", "sa_scheduler")
        template.fields(
            line.exception, directory, id, full, random.element(EventWords.tasks) ?? "", scene.appName, random.guid(),
            scene.appID, random.guid())
    }

    static func addPerformance(to template: inout EventTemplate, _ scene: Scene, _ random: inout SplitMix64) {
        addHead(to: &template, scene, "INFO", "QixPerformance.Engine.Engine")
        let isReload = random.number(in: 0...7) == 0
        if isReload {
            template.fields("0", "INTERNAL", "sa_scheduler")
            template.field(.gap(.extendedTime), "+0000")
        } else {
            addEngineUser(to: &template, scene, &random)
        }
        let work = random.number(in: 1...40_000)
        template.fields(
            random.guid(), scene.appID, String(random.number(in: 1...5000)),
            isReload ? "Doc::DoReload" : random.element(EventWords.methods) ?? "",
            decimal(work + random.number(in: 0...9)), decimal(work), "0", decimal(random.number(in: 0...99)),
            decimal(work / 3))
        template.field(.gap(.number))
        template.fields(
            isReload ? "<Unknown>" : String(random.guid().prefix(6)), String(random.number(in: 0...1 << 20)),
            String(random.number(in: 1 << 20...1 << 30)),
            isReload ? "<Unknown>" : random.element(EventWords.objectTypes) ?? "")
    }

    private static func addHead(
        to template: inout EventTemplate, _ scene: Scene, _ level: String, _ subsystem: String
    ) {
        template.field(.gap(.row))
        template.field(.gap(.compactTime), "+0000")
        template.field(.gap(.localTime))
        template.fields(level, scene.host, subsystem, "ACME\\qliksvc")
    }

    private static func addMessage(to template: inout EventTemplate, _ message: String) {
        template.field(.text("\(message) #"), .gap(.number))
    }

    private static func addEngineUser(to template: inout EventTemplate, _ scene: Scene, _ random: inout SplitMix64) {
        template.fields(random.guid(), scene.user.directory, scene.user.id)
        template.field(.gap(.extendedTime), "+0000")
    }

    /// Tenths of a millisecond, in milliseconds.
    private static func decimal(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }
}
