// SPDX-License-Identifier: MIT

import Foundation
import Monitoring

/// Reads the repository's list of apps: a JSON array of objects with `id` and `name`, of which the rest is ignored.
enum AppNamesDecoder {
    static func decode(_ body: [UInt8]) throws(PollFailure) -> AppNames {
        do {
            let apps = try JSONDecoder().decode([App].self, from: Data(body))
            return AppNames(apps.compactMap { app in app.id.flatMap { id in app.name.map { (id, $0) } } })
        } catch let DecodingError.typeMismatch(_, context) where context.codingPath.count > 1 {
            let member = context.codingPath[context.codingPath.count - 1].stringValue
            throw PollFailure(.badAnswer, "an app's member \(member) has an unexpected type")
        } catch {
            throw PollFailure(.badAnswer, "the answer is not a list of apps in JSON")
        }
    }

    private struct App: Decodable {
        var id: String?
        var name: String?
    }
}
