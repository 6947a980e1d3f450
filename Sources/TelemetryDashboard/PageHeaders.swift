// SPDX-License-Identifier: MIT

internal import HTTPTypes

/// The headers of what the dashboard serves.
enum PageHeaders {
    /// Nothing but our own style sheet may be loaded, nothing may run, and nobody may frame the page or post from it.
    static let contentSecurityPolicy = """
        default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'none'
        """

    /// For a page: it shows private figures, so no cache may keep it.
    static let page = fields(cacheControl: "no-store", contentType: "text/html; charset=utf-8")

    /// For the style sheet: caches keep it, but ask each time whether it is still the same.
    static let stylesheet = fields(
        cacheControl: "no-cache", contentType: "text/css; charset=utf-8", tag: Stylesheet.tag.header)

    /// For the answer that the client already has the style sheet.
    static let stylesheetNotModified = fields(cacheControl: "no-cache", tag: Stylesheet.tag.header)

    private static func fields(cacheControl: String, contentType: String? = nil, tag: String? = nil) -> HTTPFields {
        var fields = HTTPFields()
        fields[.contentType] = contentType
        fields[.eTag] = tag
        fields[.cacheControl] = cacheControl
        fields[.contentSecurityPolicy] = contentSecurityPolicy
        fields[.xContentTypeOptions] = "nosniff"
        if let referrerPolicy = HTTPField.Name("Referrer-Policy") {
            fields[referrerPolicy] = "no-referrer"
        }
        return fields
    }
}
