// swift-tools-version: 6.2
import PackageDescription

// Read from the bottom up: values, then what moves them, then what composes them, then the programs.
// ARCHITECTURE.md draws the arrows; every build fails on an import that is not declared here.

extension Target.Dependency {
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let hummingbirdTLS = product(name: "HummingbirdTLS", package: "hummingbird")
    static let hummingbirdTesting = product(name: "HummingbirdTesting", package: "hummingbird")
    static let httpClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioHTTPTypes = product(name: "NIOHTTPTypes", package: "swift-nio-extras")
    static let nioHTTPTypesHTTP1 = product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
    static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
    static let x509 = product(name: "X509", package: "swift-certificates")
    static let asn1 = product(name: "SwiftASN1", package: "swift-asn1")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let logging = product(name: "Logging", package: "swift-log")
    static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let mustache = product(name: "Mustache", package: "swift-mustache")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let yams = product(name: "Yams", package: "Yams")
}

let package = Package(
    name: "butler-sos",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "butler-sos", targets: ["butler-sos"]),
        .executable(name: "butler-telemetry", targets: ["butler-telemetry"]),
        .executable(name: "sense-simulator", targets: ["sense-simulator"]),
        .executable(name: "telemetry-fleet", targets: ["telemetry-fleet"]),
        // For services that want to send telemetry, too.
        .library(name: "TelemetryClient", targets: ["TelemetryClient", "TelemetryWire"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    ],
    targets: [
        // Small rooms that both programs use.
        .target(name: "ConfigurationFile", dependencies: [.yams]),
        .target(name: "LogOutput", dependencies: [.logging]),
        .systemLibrary(name: "CAllocator"),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "NameLookup", dependencies: [.nioCore]),
        .target(
            name: "HTTPExchange", dependencies: ["NameLookup", .httpClient, .nioCore, .nioHTTP1, .nioPosix, .nioSSL]),
        .target(
            name: "HTTPListener",
            dependencies: [
                .hummingbird, .hummingbirdCore, .hummingbirdTLS, .httpTypes, .lifecycle, .logging, .nioCore, .nioHTTP1,
                .nioHTTPTypes, .nioHTTPTypesHTTP1, .nioPosix, .nioSSL,
            ]
        ),
        .target(name: "MetricsExposition"),
        .target(name: "Schedules"),
        .target(name: "ProgramEntry", dependencies: [.argumentParser]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "Postgres", dependencies: ["CPostgres"]),
        .systemLibrary(name: "CMosquitto", pkgConfig: "libmosquitto", providers: [.apt(["libmosquitto-dev"])]),
        .target(name: "MQTT", dependencies: ["CMosquitto"]),
        .target(name: "SeededNumbers"),

        // The monitor.
        .target(name: "Monitoring"),
        .target(name: "MonitoringPipeline", dependencies: ["Monitoring", .lifecycle, .logging]),
        .target(name: "SenseDatagrams", dependencies: ["Monitoring"]),
        .target(
            name: "SenseSources",
            dependencies: [
                "HTTPExchange", "Monitoring", "MonitoringPipeline", "NameLookup", "Postgres", "SenseDatagrams",
                .httpClient,
                .lifecycle, .logging, .nioCore, .nioHTTP1, .nioPosix, .nioSSL,
            ]
        ),
        .target(
            name: "Destinations",
            dependencies: [
                "CZlib", "HTTPExchange", "HTTPListener", "MQTT", "MetricsExposition", "Monitoring",
                "MonitoringPipeline", .crypto, .httpClient, .hummingbird, .httpTypes, .lifecycle, .logging, .nioCore,
                .nioHTTP1,
            ]
        ),
        .target(
            name: "LifeSigns",
            dependencies: [
                "CAllocator", "HTTPExchange", "HTTPListener", "Monitoring", "MonitoringPipeline", "Schedules",
                .httpClient, .hummingbird, .httpTypes, .lifecycle, .logging, .nioCore,
            ]
        ),
        .target(
            name: "MonitorPages",
            dependencies: [
                "ConfigurationFile", "HTTPListener", "MonitoringPipeline", .crypto, .hummingbird, .hummingbirdCore,
                .httpTypes, .lifecycle, .logging, .mustache, .nioCore,
            ]
        ),
        .target(
            name: "ButlerSOS",
            dependencies: [
                "ConfigurationFile", "Destinations", "HTTPExchange", "HTTPListener", "LifeSigns", "LogOutput",
                "MQTT", "MetricsExposition", "MonitorPages", "Monitoring", "MonitoringPipeline", "Postgres",
                "Schedules",
                "SenseDatagrams", "SenseSources", "TelemetryClient", "TelemetryWire",
                .crypto, .httpClient, .lifecycle, .logging, .nioCore, .nioPosix, .nioSSL, .unixSignals,
            ]
        ),

        // Telemetry.
        .target(name: "TelemetryWire"),
        .target(
            name: "TelemetryClient",
            dependencies: [
                "HTTPExchange", "TelemetryWire", .crypto, .httpClient, .lifecycle, .logging, .nioCore, .nioHTTP1,
                .nioSSL,
            ]
        ),
        .target(name: "TelemetryStore", dependencies: ["TelemetryWire"]),
        .target(name: "TelemetryStoreSQLite", dependencies: ["TelemetryStore", "TelemetryWire", .grdb]),
        .target(name: "TelemetryStorePostgres", dependencies: ["Postgres", "TelemetryStore", "TelemetryWire"]),
        .target(name: "TelemetryInsights", dependencies: ["TelemetryStore", "TelemetryWire"]),
        .target(
            name: "TelemetryCollector",
            dependencies: [
                "ConfigurationFile", "HTTPListener", "MetricsExposition", "TelemetryStore", "TelemetryWire",
                .crypto, .cryptoExtras, .hummingbird, .httpTypes, .lifecycle, .logging, .nioCore,
            ]
        ),
        .target(
            name: "TelemetryDashboard",
            dependencies: [
                "TelemetryInsights", "TelemetryStore", "TelemetryWire", .crypto, .hummingbird, .httpTypes, .mustache,
                .nioCore,
            ]
        ),

        // Opens the store that an operator's options name, for the two programs that need one.
        .target(
            name: "CollectorStore",
            dependencies: [
                "Postgres", "TelemetryCollector", "TelemetryStore", "TelemetryStorePostgres", "TelemetryStoreSQLite",
                "TelemetryWire",
            ]
        ),
        .target(name: "TelemetryFleet", dependencies: ["SeededNumbers", "TelemetryStore", "TelemetryWire", .crypto]),

        // The simulated site.
        .target(
            name: "SenseSimulator",
            dependencies: [
                "HTTPListener", "SeededNumbers", .asn1, .crypto, .cryptoExtras, .hummingbird, .hummingbirdCore,
                .httpTypes, .lifecycle, .logging, .nioCore,
                .nioSSL, .x509,
            ]
        ),

        // Measures on a clock that is moved by hand, and so needs the insides. Built with the rest, run by `make bench`.
        .executableTarget(
            name: "poll-soak",
            dependencies: [
                "Destinations", "Monitoring", "MonitoringPipeline", "MonitoringTestKit", "SenseSources", .httpClient,
                .lifecycle, .logging,
            ],
            path: "Benchmarks/PollSoak"),

        // Everything switched on, beside real servers that are killed now and then; needs those of the tests.
        .executableTarget(
            name: "soak",
            dependencies: [
                "CZlib", "HTTPListener", "MonitoringTestKit", "SeededNumbers", .httpClient, .httpTypes, .hummingbird,
                .hummingbirdCore, .hummingbirdTLS, .lifecycle, .logging, .nioCore, .nioHTTP1,
                .nioSSL,
            ],
            path: "Benchmarks/Soak"),

        .executableTarget(
            name: "event-costs",
            dependencies: [
                "Destinations", "Monitoring", "MonitoringPipeline", "SenseDatagrams", "SenseSimulator", .httpClient,
                .logging,
            ],
            path: "Benchmarks/EventCosts"),

        // How often the insights are right about fleets whose truth is known: a hundred of them in the tests, a thousand in
        // `make bench`.
        .target(
            name: "CoverageStudies",
            dependencies: ["TelemetryFleet", "TelemetryInsights", "TelemetryStore", "TelemetryWire"],
            path: "Benchmarks/Coverage/Studies"),
        .executableTarget(
            name: "coverage", dependencies: ["CoverageStudies", "TelemetryInsights"],
            path: "Benchmarks/Coverage/Program"),

        // The programs.
        .executableTarget(
            name: "butler-sos",
            dependencies: [
                "ButlerSOS", "HTTPExchange", "LogOutput", "ProgramEntry", "TelemetryClient", "TelemetryWire",
                .argumentParser,
            ]),
        .executableTarget(
            name: "butler-telemetry",
            dependencies: [
                "CollectorStore", "ConfigurationFile", "HTTPExchange", "HTTPListener", "LogOutput",
                "MetricsExposition", "ProgramEntry", "TelemetryCollector", "TelemetryDashboard", "TelemetryInsights",
                "TelemetryStore",
                "TelemetryWire", .argumentParser, .httpClient, .hummingbird, .hummingbirdCore, .lifecycle, .logging,
                .unixSignals,
            ]
        ),
        .executableTarget(
            name: "sense-simulator",
            dependencies: [
                "HTTPListener", "LogOutput", "ProgramEntry", "SenseSimulator", .argumentParser, .lifecycle,
                .logging, .unixSignals,
            ]
        ),

        .executableTarget(
            name: "telemetry-fleet",
            dependencies: [
                "CollectorStore", "ConfigurationFile", "HTTPExchange", "ProgramEntry", "TelemetryCollector",
                "TelemetryFleet", "TelemetryStore", "TelemetryWire", .argumentParser, .httpClient, .nioCore, .nioHTTP1,
            ]
        ),

        // Plays and records the network in the tests of silence.
        .executableTarget(
            name: "network-sink",
            dependencies: [
                .argumentParser, .asn1, .crypto, .httpClient, .httpTypes, .hummingbird, .hummingbirdCore,
                .hummingbirdTLS, .logging, .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .x509,
            ],
            path: "Tests/NetworkSink"),

        // A service of somebody else: it sees only what is public.
        .executableTarget(
            name: "coffee-machine",
            dependencies: ["TelemetryClient", "TelemetryWire", .lifecycle, .logging, .unixSignals],
            path: "Examples/CoffeeMachine", packageAccess: false),

        // What the tests share.
        .target(
            name: "MonitoringTestKit",
            dependencies: [
                "CMosquitto", "Monitoring", "MonitoringPipeline", .httpClient, .lifecycle, .logging, .nioCore,
                .nioHTTP1,
            ]
        ),
        .target(name: "TelemetryTestKit", dependencies: ["SeededNumbers", "TelemetryStore", "TelemetryWire"]),

        .testTarget(name: "ConfigurationFileTests", dependencies: ["ConfigurationFile", "MonitoringTestKit"]),
        .testTarget(name: "LogOutputTests", dependencies: ["LogOutput", "MonitoringTestKit", .logging]),
        .testTarget(
            name: "HTTPExchangeTests",
            dependencies: [
                "HTTPExchange", "MonitoringTestKit", "NameLookup", .httpClient, .logging, .nioCore, .nioHTTP1,
                .nioPosix,
                .nioSSL,
            ]
        ),
        .testTarget(name: "NameLookupTests", dependencies: ["MonitoringTestKit", "NameLookup", .nioCore]),
        .testTarget(
            name: "HTTPListenerTests",
            dependencies: [
                "HTTPListener", "MonitoringTestKit", .httpTypes, .hummingbird, .hummingbirdCore, .lifecycle, .logging,
                .nioCore, .nioEmbedded, .nioHTTP1, .nioHTTPTypes, .nioPosix, .nioSSL,
            ]
        ),
        .testTarget(name: "MQTTTests", dependencies: ["MQTT", "MonitoringTestKit"]),
        .testTarget(name: "PostgresTests", dependencies: ["MonitoringTestKit", "Postgres"]),
        .testTarget(name: "SchedulesTests", dependencies: ["Schedules"]),
        .testTarget(
            name: "LifeSignsTests",
            dependencies: [
                "HTTPExchange", "HTTPListener", "LifeSigns", "Monitoring", "MonitoringPipeline", "MonitoringTestKit",
                "Schedules", .httpClient,
                .httpTypes, .hummingbird, .lifecycle, .logging, .nioCore, .nioPosix,
            ]
        ),
        .testTarget(name: "SeededNumbersTests", dependencies: ["SeededNumbers"]),
        .testTarget(name: "MetricsExpositionTests", dependencies: ["MetricsExposition"]),
        .testTarget(name: "MonitoringTests", dependencies: ["Monitoring"]),
        .testTarget(
            name: "MonitoringPipelineTests",
            dependencies: [
                "Monitoring", "MonitoringPipeline", "MonitoringTestKit", "SeededNumbers", .lifecycle, .logging,
            ]),
        .testTarget(
            name: "SenseDatagramsTests", dependencies: ["Monitoring", "SenseDatagrams"],
            exclude: ["UserAgents/user-agents.txt"], resources: [.copy("Cases")]
        ),
        .testTarget(
            name: "SenseSourcesTests",
            dependencies: [
                "HTTPExchange", "HTTPListener", "Monitoring", "MonitoringPipeline", "MonitoringTestKit",
                "NameLookup", "Postgres", "SenseDatagrams", "SenseSimulator", "SenseSources", .lifecycle, .logging,
                .nioCore, .nioEmbedded, .nioPosix,
            ],
            resources: [.copy("Cases")]
        ),
        .testTarget(
            name: "DestinationsTests",
            dependencies: [
                "CZlib", "Destinations", "HTTPExchange", "HTTPListener", "MQTT", "MetricsExposition", "Monitoring",
                "MonitoringPipeline", "MonitoringTestKit", "SenseDatagrams", "SenseSources", .crypto, .httpClient,
                .httpTypes, .hummingbird, .hummingbirdCore, .hummingbirdTLS, .lifecycle, .logging, .nioCore, .nioHTTP1,
                .nioSSL,
            ],
            resources: [.copy("Cases")]
        ),
        .testTarget(
            name: "MonitorPagesTests",
            dependencies: [
                "ConfigurationFile", "HTTPListener", "MonitorPages", "MonitoringTestKit", .httpClient, .httpTypes,
                .logging, .nioCore, .nioHTTP1, .nioPosix,
            ],
            resources: [.copy("Cases")]
        ),
        .testTarget(
            name: "ButlerSOSTests",
            dependencies: [
                "ButlerSOS", "ConfigurationFile", "Destinations", "HTTPExchange", "HTTPListener", "LogOutput",
                "MQTT", "MetricsExposition", "MonitorPages", "Monitoring", "MonitoringPipeline", "MonitoringTestKit",
                "Postgres",
                "SeededNumbers", "SenseDatagrams", "SenseSources", "TelemetryClient", "TelemetryWire", .crypto,
                .httpClient, .lifecycle, .logging, .nioCore, .nioHTTP1,
            ],
            resources: [.copy("Cases")]
        ),
        .testTarget(
            name: "SenseSimulatorTests",
            dependencies: [
                "HTTPListener", "Monitoring", "MonitoringTestKit", "SenseDatagrams", "SeededNumbers", "SenseSimulator",
                .httpClient, .lifecycle,
                .logging, .nioCore,
                .nioHTTP1, .nioSSL,
            ]
        ),
        .testTarget(
            name: "TelemetryWireTests", dependencies: ["TelemetryTestKit", "TelemetryWire"], resources: [.copy("Cases")]
        ),
        .testTarget(
            name: "TelemetryClientTests",
            dependencies: [
                "HTTPExchange", "HTTPListener", .hummingbird, .hummingbirdCore, .hummingbirdTLS, .nioSSL, .nioPosix,
                .httpClient, .httpTypes, .lifecycle, .nioCore, .nioHTTP1,
                "MonitoringTestKit", "TelemetryClient", "TelemetryWire", .crypto, .logging,
            ]
        ),
        .testTarget(
            name: "TelemetryStoreTests", dependencies: ["TelemetryStore", "TelemetryTestKit", "TelemetryWire"]),
        .testTarget(
            name: "TelemetryStoreSQLiteTests",
            dependencies: [
                "MonitoringTestKit", "TelemetryStore", "TelemetryStoreSQLite", "TelemetryTestKit", "TelemetryWire",
                .grdb,
            ]
        ),
        .testTarget(
            name: "TelemetryStorePostgresTests",
            dependencies: [
                "MonitoringTestKit", "Postgres", "TelemetryStore", "TelemetryStorePostgres", "TelemetryTestKit",
                "TelemetryWire",
            ]
        ),
        .testTarget(
            name: "TelemetryFleetTests",
            dependencies: ["SeededNumbers", "TelemetryFleet", "TelemetryStore", "TelemetryWire", .crypto]),
        .testTarget(
            name: "CollectorStoreTests",
            dependencies: [
                "CollectorStore", "ConfigurationFile", "MonitoringTestKit", "TelemetryCollector", "TelemetryStore",
                "TelemetryTestKit", "TelemetryWire",
            ]
        ),
        .testTarget(
            name: "TelemetryInsightsTests",
            dependencies: [
                "CoverageStudies", "SeededNumbers", "TelemetryFleet", "TelemetryInsights", "TelemetryStore",
                "TelemetryTestKit",
                "TelemetryWire",
            ]),
        .testTarget(
            name: "TelemetryCollectorTests",
            dependencies: [
                "ConfigurationFile", "HTTPListener", "MetricsExposition", "MonitoringTestKit", "TelemetryCollector",
                "TelemetryStore", "TelemetryStoreSQLite", "TelemetryTestKit", "TelemetryWire", .crypto, .hummingbird,
                .hummingbirdTesting,
                .httpTypes,
                .logging, .nioCore,
            ],
            resources: [.copy("Cases")]
        ),
        .testTarget(
            name: "TelemetryDashboardTests",
            dependencies: [
                "MonitoringTestKit", "TelemetryDashboard", "TelemetryInsights", "TelemetryStore", "TelemetryWire",
                .hummingbird, .hummingbirdTesting, .httpTypes, .nioCore,
            ],
            resources: [.copy("Cases")]
        ),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "Destinations", "HTTPExchange", "HTTPListener", "MQTT", "Monitoring", "MonitoringPipeline",
                "MonitoringTestKit", .httpClient, .lifecycle, .logging,
            ]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "HTTPListener", "Monitoring", "MonitoringTestKit", "SenseDatagrams", "SenseSources", "TelemetryTestKit",
                "TelemetryWire", .crypto, .grdb, .httpClient, .httpTypes, .hummingbird, .lifecycle, .logging, .nioCore,
                .nioHTTP1, .yams,
            ],
            resources: [.copy("Cases")]),
    ]
)

// One place for the compiler's strictness: Swift 6 concurrency, explicit imports, no warnings.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
