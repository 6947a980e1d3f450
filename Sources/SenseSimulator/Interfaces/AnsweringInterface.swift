// SPDX-License-Identifier: MIT

import Hummingbird

/// What one interface of one server answers when nothing is wrong with it, and what it could get wrong.
protocol AnsweringInterface: Sendable {
    /// The paths that the interface knows.
    var paths: [String] { get }
    /// A valid document whose members have other types than the interface promises.
    var wrongTypes: String { get }
    /// A valid document that is not even of the kind that the interface promises.
    var anotherKind: String { get }

    /// The answer to a GET of one of the paths, at a time in seconds since 1970.
    func answer(to request: Request, at time: Double) -> InterfaceAnswer
}
