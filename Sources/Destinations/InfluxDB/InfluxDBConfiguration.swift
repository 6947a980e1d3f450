// SPDX-License-Identifier: MIT

package import Monitoring

/// Where an InfluxDB is and what is stored there.
package struct InfluxDBConfiguration: Sendable {
    package var host: String
    package var port: Int
    /// Whether the server is called over TLS.
    package var usesTLS: Bool
    /// A PEM file with the certificates that sign the server's; `nil` trusts those of the system.
    package var authorityFile: String?
    package var endpoint: Endpoint
    /// Which lists of apps are stored beside their counts.
    package var lists: AppListFields
    /// The most points in one request.
    package var maximumBatchCount: Int
    /// Users whose sessions get no points of their own.
    package var excludedUsers: [UserName]
    /// The measurement of failed polls; `nil` stores none.
    package var errorMeasurement: String?
    /// The fixed tags of user events; `nil` stores none of them.
    package var userEventTags: [Tag]?
    /// The fixed tags of log events; `nil` stores none of them.
    package var logEventTags: [Tag]?
    /// What this instance is called beside its own memory use; `nil` stores none of it.
    package var usageInstance: String?
    /// The field `raw_event` has the tags too, as it has where log events also go to MQTT.
    package var tagsInRawEvent: Bool

    package init(
        host: String, port: Int, usesTLS: Bool = false, authorityFile: String? = nil, endpoint: Endpoint,
        lists: AppListFields, maximumBatchCount: Int = 1000, excludedUsers: [UserName] = [],
        errorMeasurement: String? = nil, userEventTags: [Tag]? = nil, logEventTags: [Tag]? = nil,
        usageInstance: String? = nil, tagsInRawEvent: Bool = false
    ) {
        self.host = host
        self.port = port
        self.usesTLS = usesTLS
        self.authorityFile = authorityFile
        self.endpoint = endpoint
        self.lists = lists
        self.maximumBatchCount = maximumBatchCount
        self.excludedUsers = excludedUsers
        self.errorMeasurement = errorMeasurement
        self.userEventTags = userEventTags
        self.logEventTags = logEventTags
        self.usageInstance = usageInstance
        self.tagsInRawEvent = tagsInRawEvent
    }

    /// The major version.
    package var version: Int {
        switch endpoint {
        case .version1: 1
        case .version2: 2
        case .version3: 3
        }
    }

    /// The folder for points that wait on disk: points of different versions are spelled differently.
    package var spoolName: String { "influxdb-v\(version)" }

    /// What differs between the major versions of InfluxDB.
    package enum Endpoint: Sendable {
        case version1(Version1)
        case version2(Version2)
        case version3(Version3)
    }

    package struct Version1: Sendable {
        package var database: String
        package var credentials: Credentials?
        /// The retention policy that is made together with a new database.
        package var retentionPolicy: RetentionPolicy
        /// The database was filled by version 5 of the original, whose types differ in places.
        package var isFilledByVersion5: Bool

        package init(
            database: String, credentials: Credentials?, retentionPolicy: RetentionPolicy,
            isFilledByVersion5: Bool = false
        ) {
            self.database = database
            self.credentials = credentials
            self.retentionPolicy = retentionPolicy
            self.isFilledByVersion5 = isFilledByVersion5
        }
    }

    package struct Version2: Sendable {
        package var organisation: String
        package var bucket: String
        /// The description of a bucket that has to be made.
        package var description: String
        package var token: String
        /// How long a bucket that has to be made keeps points; `nil` for ever.
        package var retention: Duration?

        package init(organisation: String, bucket: String, description: String, token: String, retention: Duration?) {
            self.organisation = organisation
            self.bucket = bucket
            self.description = description
            self.token = token
            self.retention = retention
        }
    }

    package struct Version3: Sendable {
        package var database: String
        package var token: String
        /// How long a database that has to be made keeps points; `nil` for ever.
        package var retention: Duration?
        /// For one write.
        package var writeTimeout: Duration

        package init(database: String, token: String, retention: Duration?, writeTimeout: Duration = .seconds(10)) {
            self.database = database
            self.token = token
            self.retention = retention
            self.writeTimeout = writeTimeout
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
