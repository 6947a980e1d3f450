// SPDX-License-Identifier: MIT

import Foundation

/// Standard output for texts of any length: `print` loses what does not fit its buffer without a word.
package enum StandardOutput {
    package struct Failure: Error, CustomStringConvertible {
        package let reason: String
        package var description: String { "standard output cannot be written: \(reason)" }
    }

    /// Writes all bytes or throws.
    package static func write(_ bytes: some Sequence<UInt8>) throws(Failure) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            throw Failure(reason: cause.map { String(cString: strerror(Int32($0.code))) } ?? error.localizedDescription)
        }
    }
}
