// SPDX-License-Identifier: MIT

/// The HTML of a whole page.
enum PageLayout {
    /// Expects a `PageView`. The icon is three bars, inside the page so that nobody asks for a `favicon.ico`.
    static let template = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{{documentTitle}}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <link rel="stylesheet" href="{{stylesheet}}">
        <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
        %3Cpath fill='%233f7ea6' d='M1 2h14v3H1zM1 6.5h9v3H1zM1 11h5v3H1z'/%3E%3C/svg%3E">
        </head>
        <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="masthead">
        <p class="eyebrow">{{siteTitle}}</p>
        <nav aria-label="Pages"><ul class="pages" role="list">
        {{#entries}}
        <li><a href="{{entryAddress}}"{{#current}} aria-current="{{.}}"{{/current}}>{{entryName}}</a></li>
        {{/entries}}
        </ul></nav>
        </header>
        <main id="content" tabindex="-1">
        {{#notice}}
        <p class="notice" role="note">{{.}}</p>
        {{/notice}}
        <div class="opening">
        <h1>{{title}}</h1>
        <p class="lede">{{lead}}</p>
        {{#filterForm}}
        {{> filters}}
        {{/filterForm}}
        </div>
        {{#answers}}
        {{> answer}}
        {{/answers}}
        {{#sections}}
        {{> section}}
        {{/sections}}
        </main>
        <footer class="notes">
        {{#hasNotes}}
        <h2>How these numbers are made</h2>
        <dl>
        {{#notes}}
        <div><dt>{{term}}</dt><dd>{{meaning}}</dd></div>
        {{/notes}}
        </dl>
        {{/hasNotes}}
        </footer>
        </body>
        </html>

        """
}
