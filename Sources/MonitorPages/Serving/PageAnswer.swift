// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import NIOCore

/// What a page answers, before the header fields that every answer has.
struct PageAnswer: Sendable {
    var status: HTTPResponse.Status = .ok
    var type: String
    var body: String
    var fields: HTTPFields = [:]

    static let html = "text/html; charset=utf-8"

    init(_ type: String, _ body: String, status: HTTPResponse.Status = .ok, fields: HTTPFields = [:]) {
        self.type = type
        self.body = body
        self.status = status
        self.fields = fields
    }

    /// Something to keep under a name.
    static func download(_ type: String, _ body: String, name: String) -> PageAnswer {
        PageAnswer(type, body, fields: [.contentDisposition: "attachment; filename=\"\(name)\""])
    }

    /// Nothing but our own style sheet may be loaded, nothing may run, forms ask only this server, nobody may frame the page.
    private static let policy = """
        default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'
        """

    var response: Response {
        var fields = fields
        fields[.contentType] = type
        fields[.cacheControl] = "no-store"
        fields[.contentSecurityPolicy] = Self.policy
        fields[.xContentTypeOptions] = "nosniff"
        if let name = HTTPField.Name("Referrer-Policy") { fields[name] = "no-referrer" }
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
