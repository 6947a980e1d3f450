// SPDX-License-Identifier: MIT

extension [ProxySession] {
    /// The list as the proxy sends it: one JSON array, without line breaks.
    package var json: [UInt8] {
        var text = JSONText()
        text.add(listOf: self) { session, text in
            text.add(#"{"UserDirectory":"#)
            text.add(quoted: session.userDirectory)
            text.add(#","UserId":"#)
            text.add(quoted: session.userID)
            text.add(#","Attributes":[],"SessionId":"#)
            text.add(quoted: session.sessionID)
            text.add("}")
        }
        return text.bytes
    }
}
