// SPDX-License-Identifier: MIT

internal import TelemetryInsights
internal import TelemetryWire

/// What the template of the filters gets. The form works without script: its fields become the address.
struct FilterFormView {
    let selects: [Select]
    let date: DateField?
    /// What the address of the page keeps without showing a field for it.
    let kept: [Kept]
    let resetAddress: DisplayText

    struct Select {
        let selectName: DisplayText
        let selectTitle: DisplayText
        let options: [Option]
    }

    struct Option {
        let choice: DisplayText
        let choiceTitle: DisplayText
        let isChosen: Bool
    }

    struct DateField {
        let dateName: DisplayText
        let dateTitle: DisplayText
        let dateValue: DisplayText
    }

    struct Kept {
        let keptName: DisplayText
        let keptValue: DisplayText
    }

    /// How many versions can be chosen from.
    private static let versionLimit = 40

    /// - Parameters:
    ///   - versions: the minor versions there are, the newest first.
    ///   - today: support usually ends so many days after it.
    init(
        _ filters: PageFilters, page: DashboardPage, services: [ServiceTitle], versions: [String], reset: String,
        today: UTCDay
    ) {
        var selects: [Select] = []
        if services.count > 1 {
            selects.append(
                Select(
                    "service", "Program", chosen: filters.service, services.map { ($0.name, $0.title) }))
        }
        let offered = versions.prefix(Self.versionLimit).filter { $0 != filters.minorVersion }
        selects.append(
            Select(
                "version", "Version", chosen: filters.minorVersion ?? "",
                [("", "All versions")] + (filters.minorVersion.map { [$0] } ?? []).map { ($0, $0) }
                    + offered.map { ($0, $0) }))
        let weeks = Set([4, 8, 13, 26, 39, 52, filters.weeks]).sorted()
        selects.append(
            Select(
                "weeks", "Period", chosen: "\(filters.weeks)", weeks.map { ("\($0)", "\($0) weeks") }))
        let silent = Set(stride(from: 0, through: 600, by: 100)).union([filters.silentThousandths]).sorted()
        selects.append(
            Select(
                "silent", "Assumed silent", chosen: filters.silentText,
                silent.map { (PageFilters.silentText($0), Words.roundPercent(Double($0) / 1000)) }))
        self.selects = selects
        let showsDate = page == .topic(.schedule)
        let shown = filters.endOfSupport ?? PageFilters.usualEnd(today)
        date =
            showsDate
            ? DateField(dateName: "end", dateTitle: "Support ends on", dateValue: "\(shown.description)") : nil
        var kept: [Kept] = []
        if services.count < 2, filters.service != services.first?.name {
            kept.append(Kept(keptName: "service", keptValue: DisplayText(filters.service)))
        }
        if !showsDate, let end = filters.endOfSupport {
            kept.append(Kept(keptName: "end", keptValue: DisplayText(end.description)))
        }
        self.kept = kept
        resetAddress = DisplayText(reset)
    }

    /// The name under which the template is a partial.
    static let templateName = "filters"

    static let template = """
        <form class="filters" method="get" aria-label="Filters">
        {{#kept}}<input type="hidden" name="{{keptName}}" value="{{keptValue}}">{{/kept}}
        {{#selects}}
        <div class="field"><label for="filter-{{selectName}}">{{selectTitle}}</label>
        <select id="filter-{{selectName}}" name="{{selectName}}">\
        {{#options}}<option value="{{choice}}"{{#isChosen}} selected{{/isChosen}}>{{choiceTitle}}</option>{{/options}}\
        </select></div>
        {{/selects}}
        {{#date}}
        <div class="field"><label for="filter-{{dateName}}">{{dateTitle}}</label>
        <input type="date" id="filter-{{dateName}}" name="{{dateName}}" value="{{dateValue}}"></div>
        {{/date}}
        <button type="submit">Show</button>
        <a class="reset" href="{{resetAddress}}">Reset</a>
        </form>

        """
}

extension FilterFormView.Select {
    fileprivate init(_ name: String, _ title: String, chosen: String, _ options: [(value: String, title: String)]) {
        self.init(
            selectName: DisplayText(name), selectTitle: DisplayText(title),
            options: options.map {
                FilterFormView.Option(
                    choice: DisplayText($0.value), choiceTitle: DisplayText($0.title), isChosen: $0.value == chosen)
            })
    }
}
