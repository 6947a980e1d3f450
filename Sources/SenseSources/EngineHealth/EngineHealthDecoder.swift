// SPDX-License-Identifier: MIT

import Foundation
package import Monitoring

/// Reads the engine's health check answer.
///
/// Members that are missing or null are absent, unknown ones are ignored; a member of another type than promised, or
/// text that is not a JSON object, is a failure that names what was expected.
package enum EngineHealthDecoder {
    package static func decode(_ body: [UInt8]) throws(PollFailure) -> EngineHealth {
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(body)).health
        } catch let DecodingError.typeMismatch(_, context) where !context.codingPath.isEmpty {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw PollFailure(.badAnswer, "the answer's member \(path) has an unexpected type")
        } catch {
            throw PollFailure(.badAnswer, "the answer is not the engine's health check in JSON")
        }
    }

    private struct Answer: Decodable {
        var version: String?
        var started: String?
        var mem: Memory?
        var cpu: CPU?
        var session: Activity?
        var apps: Apps?
        var users: Activity?
        var cache: Cache?
        var saturated: Bool?

        struct Memory: Decodable {
            var committed, allocated, free: Double?
        }
        struct CPU: Decodable {
            var total: Double?
        }
        struct Activity: Decodable {
            var active, total: Double?
        }
        struct Apps: Decodable {
            var active, loaded, inMemory: [String]?
            var calls, selections: Double?

            enum CodingKeys: String, CodingKey {
                case active = "active_docs"
                case loaded = "loaded_docs"
                case inMemory = "in_memory_docs"
                case calls, selections
            }
        }
        struct Cache: Decodable {
            var hits, lookups, added, replaced, bytesAdded: Double?

            enum CodingKeys: String, CodingKey {
                case hits, lookups, added, replaced
                case bytesAdded = "bytes_added"
            }
        }

        var health: EngineHealth {
            EngineHealth(
                version: version, started: started,
                memory: mem.map { .init(committed: $0.committed, allocated: $0.allocated, free: $0.free) },
                cpuTotal: cpu?.total,
                sessions: session.map { .init(active: $0.active, total: $0.total) },
                users: users.map { .init(active: $0.active, total: $0.total) },
                apps: apps.map {
                    .init(
                        active: $0.active, loaded: $0.loaded, inMemory: $0.inMemory, calls: $0.calls,
                        selections: $0.selections)
                },
                cache: cache.map {
                    .init(
                        hits: $0.hits, lookups: $0.lookups, added: $0.added, replaced: $0.replaced,
                        bytesAdded: $0.bytesAdded)
                },
                saturated: saturated)
        }
    }
}
