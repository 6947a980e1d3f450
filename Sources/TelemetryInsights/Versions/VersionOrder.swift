// SPDX-License-Identifier: MIT

import TelemetryWire

/// Which versions of a service are newer than others.
///
/// Two versions are compared number by number; only those of a program that the service replaces are older than all of its own.
package struct VersionOrder: Sendable, Equatable {
    private let predecessorMajors: ClosedRange<Int>?

    /// - Parameter service: the name on the wire; a service that is not in the registry replaces nothing.
    package init(service: String) {
        predecessorMajors = FieldRegistry.service(named: service)?.predecessorMajors
    }

    package func version(_ text: String) -> VersionNumber {
        VersionNumber(text, predecessorMajors: predecessorMajors)
    }
}
