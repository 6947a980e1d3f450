// SPDX-License-Identifier: MIT

import Testing

@testable import Destinations

@Suite struct PercentEncodingTests {
    @Test(arguments: [("", ""), ("aZ09-_.~", "aZ09-_.~"), (" ", "%20"), ("\n", "%0A"), ("ß", "%C3%9F"), ("\"", "%22")])
    func `encodes all but what is plain in a URL`(text: String, expected: String) {
        #expect(PercentEncoding.encode(text) == expected)
    }
}
