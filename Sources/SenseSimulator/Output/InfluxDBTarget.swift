// SPDX-License-Identifier: MIT

/// The InfluxDB on this machine that the monitor is to write to.
package struct InfluxDBTarget: Sendable, Equatable {
    /// InfluxDB's major version.
    package enum Version: Int, Sendable, CaseIterable {
        case one = 1
        case two, three
    }

    /// InfluxDB's major version.
    package var version: Version
    /// The port on 127.0.0.1.
    package var port: Int

    /// Names an InfluxDB.
    package init(version: Version, port: Int) {
        self.version = version
        self.port = port
    }

    /// The section of a configuration file; names and tokens are `demo`, or what the monitor's template has.
    var yaml: String {
        """
          influxdbConfig:
            enable: true
            host: 127.0.0.1
            port: \(port)
            version: \(version.rawValue)
            maxBatchSize: 1000
            includeFields:
              activeDocs: true
              loadedDocs: true
              inMemoryDocs: true
        \(details)

        """
    }

    private var details: String {
        switch version {
        case .one:
            """
                v1Config:
                  auth:
                    enable: false
                    username: demo
                    password: demo
                  dbName: senseops
                  retentionPolicy:
                    name: 10d
                    duration: 10d
            """
        case .two:
            """
                v2Config:
                  org: demo
                  bucket: demo
                  description: demo
                  token: demo
                  retentionDuration: 10d
            """
        case .three:
            """
                v3Config:
                  database: demo
                  description: demo
                  token: demo
                  retentionDuration: 10d
            """
        }
    }
}
