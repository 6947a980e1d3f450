// SPDX-License-Identifier: MIT

import Foundation
import Monitoring

/// Reads a proxy service's list of sessions.
///
/// Only a JSON array of objects is one: a login page must not be counted as sessions. Members that are missing or null are
/// empty texts, unknown ones are ignored.
enum ProxySessionsDecoder {
    static func decode(_ body: [UInt8]) throws(PollFailure) -> [ProxySessions.Session] {
        do {
            return try JSONDecoder().decode([Answer].self, from: Data(body)).map(\.session)
        } catch let DecodingError.typeMismatch(_, context) where context.codingPath.count > 1 {
            let member = context.codingPath[context.codingPath.count - 1].stringValue
            throw PollFailure(.badAnswer, "a session's member \(member) has an unexpected type")
        } catch {
            throw PollFailure(.badAnswer, "the answer is not a list of sessions in JSON")
        }
    }

    private struct Answer: Decodable {
        var directory: String?
        var userID: String?
        var sessionID: String?

        enum CodingKeys: String, CodingKey {
            case directory = "UserDirectory"
            case userID = "UserId"
            case sessionID = "SessionId"
        }

        var session: ProxySessions.Session {
            ProxySessions.Session(
                id: sessionID ?? "", user: UserName(directory: directory ?? "", id: userID ?? ""))
        }
    }
}
