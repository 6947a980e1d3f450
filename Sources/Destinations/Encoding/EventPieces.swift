// SPDX-License-Identifier: MIT

/// Texts that are the same in all events, each with what comes after it, in one piece of memory.
struct EventPieces<Value: Sendable>: Sendable {
    private var bytes: [UInt8] = []
    private var steps: [Step] = []

    struct Step: Sendable {
        let prefix: Range<Int>
        let value: Value
    }

    mutating func append(_ prefix: String, _ value: Value) {
        steps.append(Step(prefix: bytes.count..<bytes.count + prefix.utf8.count, value: value))
        bytes += prefix.utf8
    }

    /// Writes each text and lets the caller write what comes after it, until that fails.
    ///
    /// - Parameter writeValue: gets the place before the text.
    @inline(__always)
    func write(to line: inout LineText, writeValue: (inout LineText, Value, Int) -> Bool) -> Bool {
        bytes.withUnsafeBytes { bytes in
            steps.withUnsafeBufferPointer { steps in
                for step in steps {
                    let start = line.count
                    line.writeFew(UnsafeRawBufferPointer(rebasing: bytes[step.prefix]))
                    guard writeValue(&line, step.value, start) else { return false }
                }
                return true
            }
        }
    }
}
