// SPDX-License-Identifier: MIT

import Testing

/// The comparison sees every byte.
@Suite(.timeLimit(.minutes(3))) struct RequestComparisonTests {
    private let pair: InstallationPair

    init() throws { pair = try ConfiguredPair(seed: 1).installations(seed: 1) }

    private func requests() async throws -> (WholeRequest, WholeRequest) {
        (try await Reporter.inEarnest.next(of: pair.first), try await Reporter.inEarnest.next(of: pair.second))
    }

    private func changed(_ request: WholeRequest, headers: [WholeRequest.Header]? = nil, body: [UInt8]? = nil)
        -> WholeRequest
    {
        WholeRequest(
            method: request.method, url: request.url, headers: headers ?? request.headers, body: body ?? request.body)
    }

    @Test func `sees any byte of the body change, be missing or be there twice`() async throws {
        let (first, second) = try await requests()
        #expect(first.body.count > 500)
        for place in first.body.indices {
            var other = first.body
            other[place] ^= 1
            #expect(!pair.comparison(changed(first, body: other), second).isEmpty, "byte \(place)")
            other = first.body
            other.remove(at: place)
            #expect(!pair.comparison(changed(first, body: other), second).isEmpty, "without byte \(place)")
        }
        #expect(!pair.comparison(changed(first, body: first.body + first.body.suffix(1)), second).isEmpty)
        #expect(!pair.comparison(changed(first, body: []), second).isEmpty)
    }

    @Test func `sees any header change, move, be missing or be there twice`() async throws {
        let (first, second) = try await requests()
        #expect(first.headers.count == 5)
        for place in first.headers.indices {
            var headers = first.headers
            headers.remove(at: place)
            #expect(!pair.comparison(changed(first, headers: headers), second).isEmpty)
            headers.insert(first.headers[place], at: (place + 1) % 5)
            #expect(!pair.comparison(changed(first, headers: headers), second).isEmpty)
            headers = first.headers + [first.headers[place]]
            #expect(!pair.comparison(changed(first, headers: headers), second).isEmpty)
            for value in ["", first.headers[place].value + " ", "0", first.headers[place].value.lowercased() + "A"] {
                headers = first.headers
                headers[place].value = value
                #expect(!pair.comparison(changed(first, headers: headers), second).isEmpty, "\(value)")
            }
            headers = first.headers
            headers[place].name = headers[place].name.uppercased()
            #expect(!pair.comparison(changed(first, headers: headers), second).isEmpty)
        }
    }

    @Test func `sees another method and another address`() async throws {
        let (first, second) = try await requests()
        var other = first
        other.method = "PUT"
        #expect(!pair.comparison(other, second).isEmpty)
        other = first
        other.url += "?"
        #expect(!pair.comparison(other, second).isEmpty)
    }

    @Test func `lets nothing but ID, hour, key, counter and signature differ`() async throws {
        let (first, second) = try await requests()
        #expect(first != second)
        #expect(pair.comparison(first, second) == [])
        // The same parts, at each other's time.
        let swapped = RequestComparison.differences(first, second, times: (pair.second.time, pair.first.time))
        #expect(swapped.contains { $0.contains("member ts") })
    }
}
