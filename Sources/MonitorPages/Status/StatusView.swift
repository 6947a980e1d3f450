// SPDX-License-Identifier: MIT

/// What the template of the status page gets.
struct StatusView {
    struct Fact {
        let label: PageText
        let text: PageText
        let note: PageText?
    }

    let title: PageText = "Status"
    let refresh: PageText?
    let utc: PageText
    let summary: [Fact]
    let tables: [StatusTable]
    let telemetryState: StateView
    let telemetryFacts: [Fact]
    let telemetryNotes: [PageText]
    let preview: PageText
    let programFacts: [Fact]

    /// - Parameter refresh: the page loads itself again after so many seconds.
    init(_ status: SiteStatus, refresh: Int?) {
        self.refresh = refresh.map { "\($0)" }
        utc = PageText(TimeText.utc(status.time))
        summary = Self.summary(status)
        tables = status.tables
        let telemetry = status.telemetry
        telemetryState = telemetry.stateView
        telemetryFacts = [
            Fact("Decided by", telemetry.reason), Fact("ID", telemetry.id ?? "none yet"),
            Fact("Collector", telemetry.collector ?? "none"), Fact("Next report about", telemetry.nextReport ?? "none"),
            Fact("Last report", telemetry.lastReport ?? "none yet"),
        ]
        telemetryNotes = telemetry.notes.map { PageText($0, limit: 500) }
        preview = PageText(telemetry.preview, limit: 20_000)
        let program = status.program
        programFacts = [
            Fact("Version", program.version), Fact("Running for", TimeText.span(status.time - program.start)),
            Fact("Started", TimeText.utc(program.start)),
            Fact("Memory", program.residentMemory.map(TimeText.bytes) ?? "unknown"),
            Fact("Of it in use by allocations", program.usedHeap.map(TimeText.bytes) ?? "unknown"),
        ]
    }

    private static func summary(_ status: SiteStatus) -> [Fact] {
        func part(_ working: Int, _ all: Int) -> String { "\(working) of \(all)" }
        let servers = status.servers.count { $0.polls.state == .working }
        let destinations = status.destinations.count { $0.state == .working }
        let waiting = status.destinations.reduce(0) { $0 + $1.waitingRecords + $1.spooledRecords }
        return [
            Fact("Servers that answer", part(servers, status.servers.count)),
            Fact("Destinations that take data", part(destinations, status.destinations.count)),
            Fact("Records waiting", TimeText.count(waiting)),
            Fact("Telemetry", status.telemetry.word),
        ]
    }
}

extension SiteStatus.TelemetryStatus {
    fileprivate var word: String { isSending ? "on" : isOn ? "on, nothing is sent" : "off" }
    fileprivate var stateView: StateView { isSending ? .good(word) : isOn ? .wait(word) : .off(word) }
}

extension StatusView.Fact {
    init(_ label: String, _ text: String, note: String? = nil) {
        self.init(label: PageText(label), text: PageText(text, limit: 300), note: note.map { PageText($0) })
    }
}

extension StatusView {
    static let template = """
        {{> head}}
        <p class="lede">As of <time datetime="{{utc}}">{{utc}}</time>. \
        {{#refresh}}Loads itself again every {{.}} seconds.{{/refresh}}</p>
        <nav class="actions" aria-label="This page">\
        {{#refresh}}<a href="./">Stop loading again</a>{{/refresh}}\
        {{^refresh}}<a href="./">Load again</a> <a href="./?refresh=15">Load again every 15 seconds</a>{{/refresh}} \
        <a href="status.json">The same as JSON</a></nav>
        <ul class="summary" role="list">
        {{#summary}}
        <li><span class="soft">{{label}}:</span> <strong>{{text}}</strong></li>
        {{/summary}}
        </ul>
        </header>
        {{#tables}}
        {{> table}}
        {{/tables}}
        <section class="card" id="telemetry" aria-labelledby="telemetry-title">
        <h2 id="telemetry-title">Telemetry</h2>
        {{#telemetryState}}
        <p><span class="state {{look}}"><span aria-hidden="true">{{sign}}</span>{{word}}</span></p>
        {{/telemetryState}}
        <dl class="facts">
        {{#telemetryFacts}}
        <div><dt>{{label}}</dt><dd>{{text}}</dd></div>
        {{/telemetryFacts}}
        </dl>
        {{#telemetryNotes}}
        <p class="soft">{{.}}</p>
        {{/telemetryNotes}}
        <p>The exact body of a report, if it were sent now:</p>
        <pre class="body"><code>{{preview}}</code></pre>
        </section>
        <section class="card" id="program" aria-labelledby="program-title">
        <h2 id="program-title">This program</h2>
        <dl class="facts">
        {{#programFacts}}
        <div><dt>{{label}}</dt><dd>{{text}}</dd></div>
        {{/programFacts}}
        </dl>
        </section>
        {{> foot}}

        """
}
