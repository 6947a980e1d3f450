// SPDX-License-Identifier: MIT

internal import HTTPTypes

/// The headers of what the dashboard serves.
enum PageHeaders {
    static let html = "text/html; charset=utf-8"

    /// Nothing but our own style sheet may be loaded, nothing may run, forms ask only this server, and nobody may frame the
    /// page.
    static let contentSecurityPolicy = """
        default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; \
        frame-ancestors 'none'
        """

    /// What every answer says.
    static func fields(cacheControl: String) -> HTTPFields {
        var fields = HTTPFields()
        fields[.cacheControl] = cacheControl
        fields[.contentSecurityPolicy] = contentSecurityPolicy
        fields[.xContentTypeOptions] = "nosniff"
        if let referrerPolicy = HTTPField.Name("Referrer-Policy") {
            fields[referrerPolicy] = "no-referrer"
        }
        return fields
    }
}
