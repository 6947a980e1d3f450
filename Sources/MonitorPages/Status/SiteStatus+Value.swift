// SPDX-License-Identifier: MIT

import ConfigurationFile

extension SiteStatus {
    /// The same for programs. Names that are there once stay; what has not happened is `null`.
    var value: SettingValue {
        .pairs([
            .init("time", .time(time)),
            .init(
                "program",
                .pairs([
                    .init("version", .text(program.version)), .init("start", .time(program.start)),
                    .init("uptimeSeconds", .count(max(0, time - program.start))),
                    .init("residentMemoryBytes", .count(program.residentMemory)),
                    .init("usedHeapBytes", .count(program.usedHeap)),
                ])),
            .init("servers", .list(servers.map(\.value))),
            .init("sources", .list(sources.map(\.value))),
            .init("ports", .list(ports.map(\.value))),
            .init("destinations", .list(destinations.map(\.value))),
            .init("telemetry", telemetry.value),
        ])
    }
}

extension SiteStatus.Server {
    fileprivate var value: SettingValue {
        .pairs(
            [.init("name", .text(name)), .init("host", .text(host))] + polls.pairs + [
                .init("version", .optional(figures?.version)), .init("uptime", .optional(figures?.uptime)),
                .init("isSaturated", figures?.isSaturated.map { .boolean($0) } ?? .nothing),
                .init("activeApps", .count(figures?.activeApps)), .init("loadedApps", .count(figures?.loadedApps)),
                .init("appsInMemory", .count(figures?.appsInMemory)), .init("sessions", .count(figures?.sessions)),
                .init("users", .count(figures?.users)),
            ])
    }
}

extension SiteStatus.Source {
    fileprivate var value: SettingValue {
        .pairs(
            [.init("kind", .text(kind)), .init("name", .text(name)), .init("host", .text(host))] + polls.pairs
                + [.init("found", .optional(found))])
    }
}

extension SiteStatus.Polls {
    fileprivate var pairs: [SettingValue.Pair] {
        [
            .init("state", .text(state.rawValue)), .init("lastSuccess", .time(lastSuccess)),
            .init("lastFailure", lastFailure?.value ?? .nothing),
        ]
    }
}

extension SiteStatus.Failure {
    fileprivate var value: SettingValue {
        .pairs([
            .init("time", .time(time)), .init("category", .text(category)), .init("message", .text(message)),
        ])
    }
}

extension SiteStatus.Port {
    fileprivate var value: SettingValue {
        .pairs([
            .init("name", .text(name)), .init("address", .text(address)), .init("isListening", .boolean(isListening)),
            .init("received", .count(received)), .init("accepted", .count(accepted)),
            .init("dropped", .counts(dropped)), .init("droppedByKernel", .count(droppedByKernel)),
            .init("lastEvent", .time(lastEvent)),
        ])
    }
}

extension SiteStatus.Destination {
    fileprivate var value: SettingValue {
        .pairs([
            .init("name", .text(name)), .init("state", .text(state.rawValue)), .init("isFetched", .boolean(isFetched)),
            .init("lastSuccess", .time(lastSuccess)), .init("lastFailure", lastFailure?.value ?? .nothing),
            .init("waitingRecords", .count(waitingRecords)), .init("waitingBytes", .count(waitingBytes)),
            .init("spooledRecords", .count(spooledRecords)), .init("spooledBytes", .count(spooledBytes)),
            .init("delivered", .count(delivered)), .init("dropped", .counts(dropped)),
            .init("silentSeconds", .count(silentSeconds)),
        ])
    }
}

extension SiteStatus.TelemetryStatus {
    fileprivate var value: SettingValue {
        .pairs([
            .init("isOn", .boolean(isOn)), .init("isSending", .boolean(isSending)), .init("reason", .text(reason)),
            .init("id", .optional(id)),
            .init("collector", .optional(collector)), .init("nextReport", .optional(nextReport)),
            .init("lastReport", .optional(lastReport)), .init("notes", .list(notes.map { .text($0) })),
            .init("preview", .text(preview)),
        ])
    }
}

extension SettingValue {
    fileprivate static func optional(_ text: String?) -> SettingValue { text.map { .text($0) } ?? .nothing }
    fileprivate static func count(_ number: Int?) -> SettingValue { number.map { .number(String($0)) } ?? .nothing }
    fileprivate static func time(_ seconds: Int?) -> SettingValue {
        seconds.map { .text(TimeText.utc($0)) } ?? .nothing
    }
    fileprivate static func counts(_ counts: [SiteStatus.Count]) -> SettingValue {
        .pairs(counts.map { .init($0.reason, .number(String($0.count))) })
    }
}
