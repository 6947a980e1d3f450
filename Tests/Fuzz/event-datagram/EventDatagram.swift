// SPDX-License-Identifier: MIT

/// One for all inputs, as a program has it.
nonisolated(unsafe) private var promises = DatagramPromises()

/// Reads each input as a datagram on both ports, and stops at the first that breaks a promise.
@_cdecl("LLVMFuzzerTestOneInput")
public func eventDatagram(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let datagram = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let promise = promises.broken(by: datagram) { fatalError(promise) }
    return 0
}
