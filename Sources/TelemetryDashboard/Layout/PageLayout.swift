// SPDX-License-Identifier: MIT

/// What all pages have in common: the HTML around their content.
enum PageLayout {
    /// The name under which the template is a parent.
    static let templateName = "layout"

    /// Expects `pageTitle` and a block named `content`. The icon is three bars, inside the page so that nobody asks
    /// for a `favicon.ico`.
    static let template = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{{pageTitle}}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <link rel="stylesheet" href="style.css">
        <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
        %3Cpath fill='%233f7ea6' d='M1 2h14v3H1zM1 6.5h9v3H1zM1 11h5v3H1z'/%3E%3C/svg%3E">
        </head>
        <body>
        <a class="skip" href="#content">Skip to content</a>
        {{$content}}{{/content}}
        </body>
        </html>

        """
}
