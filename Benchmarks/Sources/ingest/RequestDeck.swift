// SPDX-License-Identifier: MIT

/// Requests as they go over the wire, made beforehand so that sending them costs next to nothing.
struct RequestDeck {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    var count: Int { ends.count }

    mutating func append(path: String, headers: [(name: String, value: String)] = [], body: [UInt8]) {
        var head = "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        for header in headers { head += "\(header.name): \(header.value)\r\n" }
        head += "Content-Length: \(body.count)\r\n\r\n"
        bytes += head.utf8
        bytes += body
        ends.append(bytes.count)
    }

    mutating func append(get path: String) {
        bytes += "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8
        ends.append(bytes.count)
    }

    /// The request number `index`; after the last one comes the first one again.
    func withRequest<Result>(_ index: Int, _ use: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let index = index % ends.count
        let start = index == 0 ? 0 : ends[index - 1]
        return try bytes.withUnsafeBytes { try use(UnsafeRawBufferPointer(rebasing: $0[start..<ends[index]])) }
    }
}
