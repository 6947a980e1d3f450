// SPDX-License-Identifier: MIT

/// Reads each input as a message of both versions, and stops at the first that breaks a promise.
@_cdecl("LLVMFuzzerTestOneInput")
public func reportDecoder(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let promise = MessageReaderPromises.broken(by: body) { fatalError(promise) }
    return 0
}
