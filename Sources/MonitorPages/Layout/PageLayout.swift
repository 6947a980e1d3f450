// SPDX-License-Identifier: MIT

/// What all pages begin and end with: up to the title, with the header still open, and from the end of the contents.
enum PageLayout {
    /// Expects `title`, and `refresh` if the page is to load itself again. The icon is inside the page, so that nobody asks
    /// for a `favicon.ico`.
    static let head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{{title}} · Butler SOS</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        {{#refresh}}
        <meta http-equiv="refresh" content="{{.}}">
        {{/refresh}}
        <link rel="stylesheet" href="style.css">
        <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
        %3Cpath fill='%233f7ea6' d='M1 2h14v3H1zM1 6.5h9v3H1zM1 11h5v3H1z'/%3E%3C/svg%3E">
        </head>
        <body>
        <a class="skip" href="#content">Skip to content</a>
        <main id="content" tabindex="-1">
        <header class="opening">
        <p class="eyebrow">Butler SOS</p>
        <h1>{{title}}</h1>

        """

    static let foot = """
        </main>
        </body>
        </html>

        """
}

/// A page of a few words.
struct MessageView {
    let title: PageText
    let text: PageText

    init(title: String, text: String) {
        self.title = PageText(title)
        self.text = PageText(text)
    }

    static let template = """
        {{> head}}
        <p class="lede">{{text}}</p>
        <nav class="actions" aria-label="This page"><a href="./">To the page</a></nav>
        </header>
        {{> foot}}

        """
}
