// SPDX-License-Identifier: MIT

/// What one installation says about itself: the `data` object of a message.
package struct TelemetryReport: Sendable, Equatable {
    package var service: String
    package var serviceVersion: String
    package var system: System
    /// The state of each reported feature. A feature that is not in here is unknown.
    package var features: [String: Bool]

    package struct System: Sendable, Equatable {
        /// 64 lower-case hexadecimal digits: a handle, not a password.
        package var id: String
        package var arch: String
        package var platform: String
        package var release: String
        package var distro: String
        package var codename: String
        package var virtual: Bool
        /// Exactly one of the two runtime versions is present.
        package var nodeVersion: String?
        package var swiftVersion: String?

        package init(
            id: String = "", arch: String = "", platform: String = "", release: String = "", distro: String = "",
            codename: String = "", virtual: Bool = false, nodeVersion: String? = nil, swiftVersion: String? = nil
        ) {
            self.id = id
            self.arch = arch
            self.platform = platform
            self.release = release
            self.distro = distro
            self.codename = codename
            self.virtual = virtual
            self.nodeVersion = nodeVersion
            self.swiftVersion = swiftVersion
        }
    }

    package init(
        service: String = "", serviceVersion: String = "", system: System = System(), features: [String: Bool] = [:]
    ) {
        self.service = service
        self.serviceVersion = serviceVersion
        self.system = system
        self.features = features
    }

    /// What the report says in a field; `nil` if it does not say.
    package func value(of field: Field) -> JSONValue? {
        switch field.access {
        case .text(let path): .string(self[keyPath: path])
        case .optionalText(let path): self[keyPath: path].map(JSONValue.string)
        case .flag(let path): .boolean(self[keyPath: path])
        case .feature(let name): features[name].map(JSONValue.boolean)
        case .none: nil
        }
    }

    mutating func set(_ field: FieldAccess, to text: String) {
        switch field {
        case .text(let path): self[keyPath: path] = text
        case .optionalText(let path): self[keyPath: path] = text
        case .flag, .feature, .none: break
        }
    }

    mutating func set(_ field: FieldAccess, to flag: Bool) {
        switch field {
        case .flag(let path): self[keyPath: path] = flag
        case .feature(let name): features[name] = flag
        case .text, .optionalText, .none: break
        }
    }
}
