// SPDX-License-Identifier: MIT

import HTTPListener
import HTTPTypes
import NIOCore

/// What every request passes before a page sees it: how often its address comes, the name it calls this host, the method,
/// and the token.
struct PageGate: Sendable {
    private let access: PageAccess
    private let rates: PageRates
    private let refusals: RefusalLog
    /// `nil` if other machines can reach the page.
    private let localName: LocalName?
    private let isOpen: Bool

    init(_ address: ListenAddress, token: String?, rates: PageRates, refusals: RefusalLog) {
        access = PageAccess(token: token)
        isOpen = token == nil
        localName = address.isLoopback ? LocalName(address) : nil
        self.rates = rates
        self.refusals = refusals
    }

    /// Why a request is refused; `nil` if it is not.
    func refusal(of request: HTTPRequest, from peer: SocketAddress?) -> PageRefusal? {
        let address = PageRates.name(of: peer)
        let answer = access.judge(request.headerFields)
        switch rates.request(from: address) {
        case .admitted: break
        // What strangers do costs nobody who has the token.
        case .crowded where !isOpen && answer == .admitted: break
        case .refused(let seconds), .crowded(let seconds):
            refusals.refused(.tooManyRequests, peer?.ipAddress)
            return .tooManyRequests(seconds: seconds)
        }
        if let localName {
            // Without a token only this host may look, and a proxy passes others on.
            guard localName.isMeant(by: request), !isOpen || !LocalName.cameThroughProxy(request) else {
                refusals.refused(.foreignHost, peer?.ipAddress)
                return .foreignHost
            }
        }
        guard request.method == .get || request.method == .head else { return .method }
        switch answer {
        case .admitted: return nil
        case .unknown: return .unauthorized
        case .wrong:
            refusals.refused(.wrongToken, peer?.ipAddress)
            switch rates.wrongToken(from: address) {
            case .admitted: return .unauthorized
            case .refused(let seconds), .crowded(let seconds): return .tooManyRequests(seconds: seconds)
            }
        }
    }
}

/// Why somebody does not get to see a page, and what is said about it.
enum PageRefusal: Equatable {
    case tooManyRequests(seconds: Int)
    case foreignHost
    case method
    case unauthorized
    case notFound

    var status: HTTPResponse.Status {
        switch self {
        case .tooManyRequests: .tooManyRequests
        case .foreignHost: .misdirectedRequest
        case .method: .methodNotAllowed
        case .unauthorized: .unauthorized
        case .notFound: .notFound
        }
    }

    var fields: HTTPFields {
        switch self {
        case .tooManyRequests(let seconds): [.retryAfter: String(seconds)]
        case .method: [.allow: "GET, HEAD"]
        case .unauthorized: [.wwwAuthenticate: "Basic realm=\"Butler SOS\", charset=\"UTF-8\""]
        case .foreignHost, .notFound: [:]
        }
    }

    var title: String {
        switch self {
        case .tooManyRequests: "Too many requests"
        case .foreignHost: "Not under this name"
        case .method: "Only to be read"
        case .unauthorized: "A token is needed"
        case .notFound: "Nothing here"
        }
    }

    var explanation: String {
        switch self {
        case .tooManyRequests(let seconds): "Try again in \(seconds) seconds."
        case .foreignHost:
            "This page is for its own host alone. Ask for it as localhost; through a proxy it needs a token in its "
                + "configuration, and the name localhost."
        case .method: "This server answers GET and HEAD."
        case .unauthorized:
            "Any user name will do, with the token as password. It is the one in the configuration, or in the file that "
                + "the log names."
        case .notFound: "There is no such page."
        }
    }
}
