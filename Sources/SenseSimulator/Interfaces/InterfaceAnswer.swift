// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import NIOCore

/// An answer that is known as a whole before it is sent.
struct InterfaceAnswer: Sendable {
    /// The status.
    let status: HTTPResponse.Status
    /// The headers, without the length.
    let headers: HTTPFields
    /// The body.
    let body: [UInt8]

    /// A JSON document.
    static func json(_ bytes: [UInt8]) -> InterfaceAnswer {
        InterfaceAnswer(
            status: .ok,
            headers: [.contentType: "application/json; charset=utf-8"],
            body: bytes
        )
    }

    /// A sentence for people.
    static func text(_ status: HTTPResponse.Status, _ text: String, headers: HTTPFields = [:]) -> InterfaceAnswer {
        var headers = headers
        headers[.contentType] = "text/plain; charset=utf-8"
        return InterfaceAnswer(status: status, headers: headers, body: Array((text + "\n").utf8))
    }

    /// The answer as it is sent by servers without faults.
    var response: Response {
        response(.init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// The answer with its body sent in another way.
    func response(_ body: ResponseBody) -> Response {
        Response(status: status, headers: headers, body: body)
    }
}
