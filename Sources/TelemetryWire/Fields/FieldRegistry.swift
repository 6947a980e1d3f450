// SPDX-License-Identifier: MIT

/// Everything that a telemetry report may contain, in the order in which it is written.
///
/// This list is the contract: a message with anything else is rejected, and a client cannot send anything else. A new
/// entry raises `schemaVersion`.
package enum FieldRegistry {
    /// The newest message format: the one that clients send and collectors understand.
    package static let schemaVersion = 2

    package static let services = [TelemetryService.butlerSOS]

    package static func service(named name: String) -> TelemetryService? { services.first { $0.name == name } }

    /// The fields of Butler SOS, the first service.
    package static let fields: [Field] = head + system + features(of: .butlerSOS)

    /// The fields of a service: those that all share, then one per feature.
    package static func fields(of service: TelemetryService) -> [Field] {
        service == .butlerSOS ? fields : head + system + features(of: service)
    }

    private static let head = [
        Field(
            path: ["service"], kind: .service,
            purpose: "Tells which program reports, since one collector serves several.",
            source: "fixed in the program", example: "butler-sos", since: 1, presence: .required,
            access: .text(\.service)),
        Field(
            path: ["serviceVersion"], kind: .text(versionText),
            purpose: "Shows how fast new versions are taken up and which old ones are still run.",
            source: "fixed in the program", example: "0.1.0", since: 1, presence: .required,
            access: .text(\.serviceVersion)),
    ]

    private static let system = [
        Field(
            path: ["system", "id"], kind: .text(hexDigits64),
            purpose: "Lets reports of one installation be counted once, and be erased on request.",
            source: "derived with a random secret that never leaves the host", example: "64 hexadecimal digits",
            since: 1, presence: .required,
            access: .text(\.system.id)),
        Field(
            path: ["system", "arch"], kind: .text(word),
            purpose: "Shows which processor architectures must be supported.",
            source: "the architecture the program was built for", example: "x64", since: 1, presence: .required,
            access: .text(\.system.arch)),
        Field(
            path: ["system", "platform"], kind: .text(word),
            purpose: "Shows which operating systems must be supported.",
            source: "the operating system the program was built for", example: "linux", since: 1, presence: .required,
            access: .text(\.system.platform)),
        Field(
            path: ["system", "release"], kind: .text(phrase),
            purpose: "Shows which releases of an operating system are in use.",
            source: "os-release, reduced to numbers, else \"other\"", example: "12",
            since: 1, presence: .required,
            access: .text(\.system.release)
        ),
        Field(
            path: ["system", "distro"], kind: .text(phrase),
            purpose: "Shows which distributions packages are needed for.",
            source: "os-release, only names from a published list, else \"other\"", example: "Debian GNU/Linux",
            since: 1, presence: .required,
            access: .text(\.system.distro)),
        Field(
            path: ["system", "codename"], kind: .text(phrase), purpose: "Tells releases apart whose numbers do not.",
            source: "os-release, only names from a published list, else empty", example: "bookworm", since: 1,
            presence: .required, access: .text(\.system.codename)),
        Field(
            path: ["system", "virtual"], kind: .boolean, purpose: "Shows whether virtual machines are the usual home.",
            source: "names of product, vendor and disks, and the processor's hypervisor flag", example: "true",
            since: 1,
            presence: .required,
            access: .flag(\.system.virtual)),
        Field(
            path: ["system", "hypervisor"], kind: .text(phrase),
            purpose: "Sent by some old versions; checked and not stored.",
            source: "old versions only", example: "", since: 1, until: 1, presence: .ignored, access: .none),
        Field(
            path: ["system", "nodeVersion"], kind: .text(versionText),
            purpose: "Shows when support for an old Node.js can end without stranding anybody.",
            source: "versions that run on Node.js", example: "v20.20.2", since: 1, until: 1, presence: .required,
            access: .optionalText(\.system.nodeVersion)),
        Field(
            path: ["system", "swiftVersion"], kind: .text(versionText),
            purpose: "Shows when support for an old Swift runtime can end without stranding anybody.",
            source: "the compiler the program was built with", example: "6.3", since: 2, presence: .required,
            access: .optionalText(\.system.swiftVersion)),
    ]

    private static func features(of service: TelemetryService) -> [Field] {
        service.features.map { feature in
            Field(
                path: ["enabledFeatures", "feature", feature.name], kind: .boolean, purpose: feature.purpose,
                source: "whether the configuration switches it on", example: "true", since: feature.since,
                presence: .optionalIn1, access: .feature(feature.name))
        }
    }

    private static let hexDigits64 = TextPattern(first: .lowercaseHex, rest: .lowercaseHex, length: 64...64)
    private static let word = TextPattern(first: .letters, rest: .alphanumerics.and("_.-"), length: 1...20)
    private static let phrase = TextPattern(first: .alphanumerics, rest: .alphanumerics.and(" ._+/-"), length: 0...64)
    private static let versionText = TextPattern(
        first: .alphanumerics, rest: .alphanumerics.and("._+-"), length: 1...32)
}
