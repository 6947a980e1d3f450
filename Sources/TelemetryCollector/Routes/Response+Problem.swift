// SPDX-License-Identifier: MIT

package import HTTPListener
import HTTPTypes
import Hummingbird
import NIOCore
package import TelemetryWire

extension Response {
    /// The one place where problems become HTTP.
    init(_ problem: Problem) {
        self.init(.init(code: problem.status), problem.mediaType, problem.json, problem.httpFields)
    }

    /// The same for somebody with a browser who looks for a page.
    fileprivate init(pageOf problem: Problem, path: String) {
        var fields = problem.httpFields
        fields.append(contentsOf: ProblemPage.fields)
        self.init(
            .init(code: problem.status), ProblemPage.mediaType, Array(ProblemPage(problem, path: path).html.utf8),
            fields)
    }

    /// An answer that no cache may keep and no browser may guess about.
    init(_ status: HTTPResponse.Status, _ type: String, _ body: [UInt8], _ more: HTTPFields = [:]) {
        var fields: HTTPFields = [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"]
        fields.append(contentsOf: more)
        self.init(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension CollectorMetrics {
    /// The answer to a request that is not done, counted: a page for browsers, problem details for everybody else.
    func refuse(_ problem: Problem, _ request: HTTPRequest) -> Response {
        rejected(problem)
        let isLookedAt = request.method == .get || request.method == .head
        return isLookedAt && request.headerFields.prefersHTML
            ? Response(pageOf: problem, path: request.path ?? "/") : Response(problem)
    }
}

extension Problem {
    fileprivate var mediaType: String { "application/problem+json" }

    fileprivate var httpFields: HTTPFields {
        HTTPFields(
            fields.compactMap { field in HTTPField.Name(field.name).map { HTTPField(name: $0, value: field.value) } })
    }

    /// What a connection that is given up says.
    package init(_ refusal: ConnectionRefusal) {
        switch refusal {
        case .malformed: self = .malformedRequest
        case .headersTooLarge: self = .headersTooLarge
        case .bodyTooLarge: self = .bodyTooLarge
        case .tooSlow: self = .requestTooSlow
        }
    }

    /// The problem for a connection that no route answers.
    package var refusalAnswer: RefusalAnswer {
        let response = Response(self)
        var fields = response.headers
        fields[.connection] = nil
        return RefusalAnswer(fields: fields, body: json)
    }
}
