// SPDX-License-Identifier: MIT

internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// What is served under an address, ready to be sent.
struct PageDocument: Sendable {
    /// Who may keep a copy.
    enum Audience: Sendable {
        /// The reader's own browser, which asks each time whether it is still the same.
        case makers
        /// Everybody, for a few minutes.
        case everybody
    }

    let body: ByteBuffer
    let mediaType: String
    let audience: Audience
    let tag: EntityTag

    init(_ text: String, mediaType: String = PageHeaders.html, audience: Audience) {
        body = ByteBuffer(string: text)
        self.mediaType = mediaType
        self.audience = audience
        tag = EntityTag(text)
    }

    var size: Int { body.readableBytes }

    /// The document, or that the client has it already.
    func response(to request: Request) -> Response {
        var headers = PageHeaders.fields(cacheControl: audience.cacheControl)
        headers[.eTag] = tag.header
        if tag.isNamed(in: request.headers[values: .ifNoneMatch]) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = mediaType
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}

extension PageDocument.Audience {
    fileprivate var cacheControl: String {
        switch self {
        case .makers: "private, no-cache"
        case .everybody: "public, max-age=300"
        }
    }
}
