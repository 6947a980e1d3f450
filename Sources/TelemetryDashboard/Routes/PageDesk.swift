// SPDX-License-Identifier: MIT

internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TelemetryWire

/// Answers requests: from the cache, with what the maker makes, or with why there is nothing.
struct PageDesk: Sendable {
    let maker: PageMaker
    let cache: PageCache
    let today: @Sendable () -> UTCDay
    let storeFailed: @Sendable (any Error) -> Int

    /// - Parameter file: the name of the data that are asked for; `nil` for the page itself.
    func respond(to request: Request, _ page: DashboardPage, file: String? = nil) async throws -> Response {
        if let moved = Self.withoutSlash(request, page) { return moved }
        let query = AddressQuery(request.uri.query ?? "")
        do {
            let filters = try filters(query, page)
            let address = "\(page.path)/\(file ?? "")\(maker.query(filters))"
            if let kept = cache.document(at: address) { return kept.response(to: request) }
            let document = try await maker.document(page, file: file, filters, today: today())
            cache.keep(document, at: address)
            return document.response(to: request)
        } catch let problems as FilterProblems {
            // Beside itself, a page without filters is its own name.
            let own = request.uri.path.split(separator: "/").last.map(String.init) ?? "./"
            let rest = try? filters(query.without(Set(problems.problems.map(\.parameter))), page)
            return answer(
                PageProblem(problems, address: own, rest: rest.map { maker.query($0) } ?? ""), page,
                isData: file != nil)
        } catch let problem as PageProblem {
            return answer(problem, page, isData: file != nil)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return answer(.unavailable(retryAfter: storeFailed(error)), page, isData: file != nil)
        }
    }

    private func filters(_ query: AddressQuery, _ page: DashboardPage) throws -> PageFilters {
        try PageFilters(
            query, scope: page.isPublic ? .serviceOnly : .all, services: maker.services.map(\.name), today: today())
    }

    func stylesheet(_ request: Request) -> Response {
        var headers = PageHeaders.fields(cacheControl: "no-cache")
        headers[.eTag] = Stylesheet.tag.header
        if Stylesheet.tag.isNamed(in: request.headers[values: .ifNoneMatch]) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = "text/css; charset=utf-8"
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: Stylesheet.text)))
    }

    private func answer(_ problem: PageProblem, _ page: DashboardPage, isData: Bool) -> Response {
        var headers = PageHeaders.fields(cacheControl: "no-store")
        if let seconds = problem.retryAfter, let name = HTTPField.Name("Retry-After") { headers[name] = "\(seconds)" }
        headers[.contentType] = isData ? "application/problem+json" : PageHeaders.html
        let text = isData ? problem.json : maker.page(of: problem, at: page)
        return Response(
            status: problem.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Links are relative: seen from `features/` they would lead elsewhere than from `features`.
    private static func withoutSlash(_ request: Request, _ page: DashboardPage) -> Response? {
        let path = request.uri.path
        guard path.hasSuffix("/"), !page.path.isEmpty, let last = path.split(separator: "/").last else { return nil }
        var headers = PageHeaders.fields(cacheControl: "no-store")
        headers[.location] = "../\(last)\(request.uri.query.map { "?\($0)" } ?? "")"
        return Response(status: .permanentRedirect, headers: headers)
    }
}
