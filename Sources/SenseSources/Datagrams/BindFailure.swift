// SPDX-License-Identifier: MIT

import NIOCore
import NIOPosix

/// A UDP port cannot be listened on: why, and what to do.
struct BindFailure: Error, Equatable {
    var cause: String
    var advice: String

    /// - Parameter setting: the section of the configuration that names host and port.
    init(_ error: any Error, setting: String) {
        let number = (error as? IOError)?.errnoCode
        switch number {
        case EADDRINUSE:
            cause = "the port is in use"
            advice = "end the other program that listens there, or change the port in \(setting)"
        case EADDRNOTAVAIL:
            cause = "this machine has no such address"
            advice = "set \(setting).serverHost to an address of this machine, or to 0.0.0.0 for all"
        case EACCES, EPERM:
            cause = "it is not permitted"
            advice = "ports below 1024 need privileges; choose a higher one in \(setting)"
        default:
            cause = "\(error)"
            advice = "check host and port in \(setting)"
        }
    }

    init(unknownHost cause: String, setting: String) {
        self.cause = cause
        advice = "set \(setting).serverHost to an address of this machine, or to 0.0.0.0 for all"
    }
}
