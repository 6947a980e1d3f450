// swift-tools-version: 6.2
import PackageDescription

// A package of its own: what is measured here is never built or run by the tests.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    ],
    targets: [
        .target(name: "BenchmarkSupport"),
        .executableTarget(name: "start-and-idle", dependencies: ["BenchmarkSupport"]),
        .executableTarget(name: "poll-rounds", dependencies: ["BenchmarkSupport"]),
        .executableTarget(name: "isolation", dependencies: ["BenchmarkSupport"]),
        .executableTarget(name: "outage", dependencies: ["BenchmarkSupport"]),
        .executableTarget(name: "events", dependencies: ["BenchmarkSupport"]),
        .executableTarget(
            name: "identity-attack", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .executableTarget(
            name: "ingest", dependencies: ["BenchmarkSupport", .product(name: "Crypto", package: "swift-crypto")]),
        // What `ingest` compares the collector with.
        .executableTarget(
            name: "bare-endpoint",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
            ]),
    ]
)

for target in package.targets {
    target.swiftSettings = [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error),
    ]
}
