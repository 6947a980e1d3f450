// SPDX-License-Identifier: MIT

extension ConfigurationView {
    static let template = """
        {{> head}}
        <p class="lede">What is in force, from <bdi>{{file}}</bdi>, the command line and the defaults. \
        Asterisks stand for what is not shown.</p>
        <nav class="actions" aria-label="This page"><a href="config.yaml" download>Download as YAML</a> \
        <a href="config.json" download>Download as JSON</a></nav>
        <form class="search" method="get" action="./" role="search">
        <label for="q">Search in keys, values and explanations</label>
        <input id="q" name="q" type="search" value="{{query}}" maxlength="100" autocomplete="off">
        <button type="submit">Search</button>
        {{#hasQuery}}<a href="./">Show all</a>{{/hasQuery}}
        </form>
        <p class="soft" role="status">{{found}}</p>
        {{#notice}}<p class="notice">{{.}}</p>{{/notice}}
        {{#hasContents}}
        <nav aria-label="Sections"><ul class="contents" role="list">
        {{#groups}}
        <li><a href="#{{id}}">{{name}}</a> <span class="soft">{{count}}</span></li>
        {{/groups}}
        </ul></nav>
        {{/hasContents}}
        </header>
        {{#groups}}
        <section class="card" id="{{id}}" aria-labelledby="{{id}}-title">
        <h2 id="{{id}}-title">{{name}}</h2>
        {{#meaning}}<p class="soft">{{.}}</p>{{/meaning}}
        <table class="settings" role="table">
        <caption class="unseen">{{name}}</caption>
        <thead role="rowgroup"><tr role="row">
        <th scope="col" role="columnheader" class="c-key">Setting</th>
        <th scope="col" role="columnheader" class="c-value">Value</th>
        <th scope="col" role="columnheader" class="c-from">From</th>
        <th scope="col" role="columnheader">Explanation</th>
        </tr></thead>
        <tbody role="rowgroup">
        {{#rows}}
        <tr role="row"{{#isSet}} class="set"{{/isSet}}>
        <th scope="row" role="rowheader"><code>{{key}}</code></th>
        <td role="cell" class="value">{{#isEmpty}}<span class="soft">nothing</span>{{/isEmpty}}\
        {{^isEmpty}}<ul role="list">{{#lines}}<li><code><bdi>{{.}}</bdi></code></li>{{/lines}}</ul>{{/isEmpty}}</td>
        <td role="cell" class="from">{{origin}}</td>
        <td role="cell" class="meaning">{{meaning}} <span class="kind">{{kind}}</span></td>
        </tr>
        {{/rows}}
        </tbody>
        </table>
        </section>
        {{/groups}}
        {{> foot}}

        """
}
