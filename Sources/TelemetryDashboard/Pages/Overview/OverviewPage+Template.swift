// SPDX-License-Identifier: MIT

extension OverviewPage {
    /// Expects an `OverviewView`.
    static let templateText = """
        {{<layout}}
        {{$content}}
        <header class="masthead">
        <p class="eyebrow">Telemetry</p>
        <h1>How {{serviceTitle}} is used</h1>
        <p class="lede">What installations of {{serviceTitle}} report about themselves, without names or addresses: \
        which features are switched on, and what they run on.</p>
        </header>
        <main id="content" tabindex="-1">
        {{#headline}}
        <section class="headline" aria-labelledby="installations">
        <h2 id="installations"><span class="headline-number">{{installations}}</span> {{noun}}</h2>
        <p class="headline-range">Seen from <time datetime="{{from.iso}}">{{from.text}}</time> to \
        <time datetime="{{to.iso}}">{{to.text}}</time>, that is within the last 30 days.\
        {{#firstSeen}} The earliest of them has been known since \
        <time datetime="{{iso}}">{{text}}</time>.{{/firstSeen}}\
        {{#quarantined}} Seen on one day only: {{.}}; these are in quarantine, and in no published figure or export.\
        {{/quarantined}}</p>
        </section>
        {{/headline}}
        {{^headline}}
        <section class="card empty" aria-labelledby="empty">
        <h2 id="empty">No reports in the last 30 days</h2>
        <p>No installation of {{serviceTitle}} was heard from between \
        <time datetime="{{from.iso}}">{{from.text}}</time> and <time datetime="{{to.iso}}">{{to.text}}</time>. \
        This page fills by itself as soon as one reports.</p>
        <p>To send a first report, start {{serviceTitle}} with telemetry on and this collector as its address:</p>
        <pre tabindex="0"><code>{{firstReportCommand}}</code></pre>
        <p>Leave it running: a new installation shows its administrator what it would send and waits a while before it \
        sends anything. Then load this page again.</p>
        </section>
        {{/headline}}
        {{#featureCard}}
        <section class="card" aria-labelledby="{{cardID}}">
        <h2 id="{{cardID}}">{{cardTitle}}</h2>
        <p class="card-basis">{{basis}}</p>
        <p class="key" aria-hidden="true">\
        <span><svg class="key-mark" viewBox="0 0 24 12"><rect class="bar-fill" width="24" height="12"/></svg> \
        share</span>\
        <span><svg class="key-mark" viewBox="0 0 24 12"><path class="bar-whisker" d="M2 6H22M2 2V10M22 2V10"/></svg> \
        95\u{202F}% interval</span>\
        <span><svg class="key-mark" viewBox="0 0 24 12"><rect class="bar-track" width="24" height="12"/></svg> \
        100\u{202F}%</span></p>
        {{#chart}}
        {{> bars}}
        {{/chart}}
        {{#table}}
        {{> table}}
        {{/table}}
        </section>
        {{/featureCard}}
        {{#headline}}
        <div class="cards">
        {{#shareCards}}
        <section class="card" aria-labelledby="{{cardID}}">
        <h2 id="{{cardID}}">{{cardTitle}}</h2>
        {{#chart}}
        <p class="card-basis">{{basis}}</p>
        {{> bars}}
        {{#table}}
        {{> table}}
        {{/table}}
        {{/chart}}
        {{^chart}}
        <p class="card-basis">No data.</p>
        {{/chart}}
        </section>
        {{/shareCards}}
        </div>
        {{/headline}}
        </main>
        <footer class="notes" aria-labelledby="notes">
        <h2 id="notes">How these numbers are made</h2>
        <dl>
        <div><dt>Active</dt><dd>An installation is active if it was seen within 30 days, today included. It counts \
        once, with its newest report.</dd></div>
        <div><dt>Intervals</dt><dd>The numbers in brackets and the thin lines are 95\u{202F}% Wilson score \
        intervals: how far the share may be off because only so many installations were counted. Those that never \
        report are not in them.</dd></div>
        <div><dt>Unknown</dt><dd>A flag that an installation did not report is unknown, not off. It leaves the \
        denominator.</dd></div>
        <div><dt>Privacy</dt><dd>No IP addresses and no names of hosts, users or apps are stored.</dd></div>
        </dl>
        </footer>
        {{/content}}
        {{/layout}}
        """
}
