// SPDX-License-Identifier: MIT

/// The parameters of one statement in the form in which libpq takes them.
struct ParameterList {
    /// More would come near to what the protocol can say; whoever sends as much wants several statements.
    static let maximumBytes = 256 << 20

    let typeIDs: [UInt32]
    private var bytes: [UInt8] = []
    /// Where each value begins; `nil` for `NULL`.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []

    init(_ parameters: [PostgresParameter]) throws(PostgresError) {
        typeIDs = parameters.map(\.typeID)
        for parameter in parameters {
            let start = bytes.count
            starts.append(parameter.append(to: &bytes) ? start : nil)
            lengths.append(Int32(clamping: bytes.count - start))
            guard bytes.count <= Self.maximumBytes else {
                throw PostgresError(.misuse, "the parameters of a statement are longer than \(Self.maximumBytes) bytes")
            }
        }
        // An empty value is not `NULL`, and has an address.
        bytes.append(0)
    }

    var count: Int32 { Int32(clamping: typeIDs.count) }

    /// Calls `body` with the addresses of the values, their lengths, and their formats, which are all binary.
    func withPointers<Result>(
        _ body: ([UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { buffer in
            let values = starts.map { start in
                start.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return body(values, lengths, [Int32](repeating: 1, count: values.count))
        }
    }
}
