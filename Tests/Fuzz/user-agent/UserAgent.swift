// SPDX-License-Identifier: MIT

/// Reads each input as a user agent, and stops at the first that breaks a promise.
@_cdecl("LLVMFuzzerTestOneInput")
public func userAgent(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let promise = UserAgentPromises.broken(by: text) { fatalError(promise) }
    return 0
}
