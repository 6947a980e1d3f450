// SPDX-License-Identifier: MIT

import Foundation
import Postgres
package import TelemetryCollector
package import TelemetryStore
import TelemetryStorePostgres
import TelemetryStoreSQLite

/// The store that an operator's settings name, open, with the secret that belongs to it. The one place that knows which kinds
/// of stores there are.
package struct OpenStore: Sendable {
    package let store: any FleetStore
    package let directory: DataDirectory
    package let pepper: Pepper
    /// Which store it is, for people: a file, or a database without its password.
    package let place: String

    /// Opens what a collector left: a mistyped folder must not become a new one.
    package static func existing(_ configuration: CollectorConfiguration) async throws -> OpenStore {
        try check(configuration)
        return try await making(configuration)
    }

    /// Opens what a collector left, and closes it when `body` is done, however that ends.
    package static func withExisting<Value>(
        _ configuration: CollectorConfiguration, _ body: (OpenStore) async throws -> Value
    ) async throws -> Value {
        let opened = try await existing(configuration)
        do {
            let value = try await body(opened)
            try await opened.store.close()
            return value
        } catch {
            try? await opened.store.close()
            throw error
        }
    }

    /// Opens the store, making and migrating what is needed.
    ///
    /// - Parameter admission: is asked when an installation is new, and says whether it may be let in.
    package static func making(
        _ configuration: CollectorConfiguration, admission: @escaping @Sendable () -> Bool = { true }
    ) async throws -> OpenStore {
        let directory = try DataDirectory(
            path: configuration.dataDirectory, secrets: configuration.secrets,
            holdsDatabase: configuration.database == .sqlite)
        let pepper = try directory.pepper()
        switch configuration.database {
        case .sqlite:
            let store = try SQLiteStore(
                path: directory.databasePath, tombstoneKey: pepper.tombstoneKey, admission: admission)
            return OpenStore(store: store, directory: directory, pepper: pepper, place: directory.databasePath)
        case .postgres(let text):
            let url = try PostgresURL(text)
            let store = try await PostgresStore(url: url, tombstoneKey: pepper.tombstoneKey, admission: admission)
            return OpenStore(store: store, directory: directory, pepper: pepper, place: url.description)
        }
    }

    /// Throws if there is no collector's data where the settings say.
    private static func check(_ configuration: CollectorConfiguration) throws(OpenStoreFailure) {
        let folder = configuration.dataDirectory
        let isThere: (String) -> Bool = { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
        switch (configuration.database, configuration.secrets.pepper) {
        case (.sqlite, _):
            guard !isThere("telemetry.sqlite") else { return }
            throw OpenStoreFailure(
                place: folder,
                problem: "holds no collector's data: name its folder with --data, or its file with --config")
        case (.postgres, .dataFolder):
            guard !isThere("pepper") else { return }
            throw OpenStoreFailure(
                place: folder,
                problem:
                    "holds no pepper, without which the database knows no ID: name the collector's folder with --data, "
                    + "or the file with --pepper-file")
        case (.postgres, _): return
        }
    }

    /// Which version of its schema the database has, without migrating it; 0 for an empty one.
    package static func schemaVersion(_ configuration: CollectorConfiguration) async throws -> Int {
        try check(configuration)
        switch configuration.database {
        case .sqlite: return try SQLiteStore.schemaVersion(path: "\(configuration.dataDirectory)/telemetry.sqlite")
        case .postgres(let text): return try await PostgresStore.schemaVersion(url: try PostgresURL(text))
        }
    }

    /// Writes a copy of an SQLite database to a new file, consistent in itself, while collectors go on.
    package func backup(to path: String) async throws {
        guard let sqlite = store as? SQLiteStore else {
            throw OpenStoreFailure(
                place: place, problem: "is not copied by this command: use pg_dump, which makes a consistent copy of it"
            )
        }
        let file = try NewFile(path)
        try await sqlite.backup(to: file.partial)
        try file.finish()
    }
}

/// Why the operator's settings name no store that can be used.
package struct OpenStoreFailure: Error, Equatable, CustomStringConvertible {
    package var place: String
    package var problem: String

    package init(place: String, problem: String) {
        self.place = place
        self.problem = problem
    }

    package var description: String { "\(place) \(problem)" }
}
