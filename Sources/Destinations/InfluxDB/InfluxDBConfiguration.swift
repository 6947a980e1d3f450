// SPDX-License-Identifier: MIT

package import Monitoring

/// Where an InfluxDB is and what is stored there.
package struct InfluxDBConfiguration: Sendable {
    package var host: String
    package var port: Int
    package var endpoint: Endpoint
    /// Which lists of apps are stored beside their counts.
    package var lists: AppListFields
    /// The most points in one request.
    package var maximumBatchCount: Int

    package init(host: String, port: Int, endpoint: Endpoint, lists: AppListFields, maximumBatchCount: Int = 1000) {
        self.host = host
        self.port = port
        self.endpoint = endpoint
        self.lists = lists
        self.maximumBatchCount = maximumBatchCount
    }

    /// What differs between the major versions of InfluxDB.
    package enum Endpoint: Sendable {
        case version1(Version1)
    }

    package struct Version1: Sendable {
        package var database: String
        package var credentials: Credentials?
        /// The retention policy that is made together with a new database.
        package var retentionPolicy: RetentionPolicy

        package init(database: String, credentials: Credentials?, retentionPolicy: RetentionPolicy) {
            self.database = database
            self.credentials = credentials
            self.retentionPolicy = retentionPolicy
        }
    }

    package struct Credentials: Sendable {
        package var username: String
        package var password: String

        package init(username: String, password: String) {
            self.username = username
            self.password = password
        }
    }

    package struct RetentionPolicy: Sendable {
        package var name: String
        /// An InfluxQL duration, `10d` for example.
        package var duration: String

        package init(name: String, duration: String) {
            self.name = name
            self.duration = duration
        }
    }
}
