// SPDX-License-Identifier: MIT

import HTTPTypes

/// The page on which people log in. A program gets there by mistake only.
enum LoginPage {
    /// Where the page is.
    static let path = "/login"

    /// The page.
    static let answer = InterfaceAnswer(
        status: .ok,
        headers: [.contentType: "text/html; charset=utf-8"],
        body: Array(html.utf8)
    )

    /// The way to the page.
    static let redirect = InterfaceAnswer(
        status: .found,
        headers: [.location: "\(path)?targetId=simulated"],
        body: []
    )

    private static let html = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Log in</title></head>
        <body>
        <h1>Log in</h1>
        <form method="post" action="\(path)">
        <label>User name <input name="username"></label>
        <label>Password <input name="password" type="password"></label>
        <button>Log in</button>
        </form>
        </body>
        </html>

        """
}
