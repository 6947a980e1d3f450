// SPDX-License-Identifier: MIT

package import HTTPTypes

/// Why a connection is given up. It ends the body of a request that is being answered, so that its route can say so; without
/// one, the connection says so itself.
package enum ConnectionRefusal: Error, Sendable, CaseIterable {
    /// What came is not HTTP.
    case malformed
    /// The address and the header fields are larger or more than may be.
    case headersTooLarge
    case bodyTooLarge
    /// The request was not complete in time.
    case tooSlow

    package var status: HTTPResponse.Status {
        switch self {
        case .malformed: .badRequest
        case .headersTooLarge: .requestHeaderFieldsTooLarge
        case .bodyTooLarge: .contentTooLarge
        case .tooSlow: .requestTimeout
        }
    }
}

/// How a server says why it gives a connection up.
package struct RefusalAnswer: Sendable {
    package var fields: HTTPFields
    package var body: [UInt8]

    package init(fields: HTTPFields = [:], body: [UInt8] = []) {
        self.fields = fields
        self.body = body
    }
}
