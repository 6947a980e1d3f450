// SPDX-License-Identifier: MIT

extension [SenseApp] {
    /// The list as the repository sends it: one JSON array, without line breaks.
    package var json: [UInt8] {
        var text = JSONText()
        text.add(listOf: self) { app, text in
            text.add(#"{"id":"#)
            text.add(quoted: app.id)
            text.add(#","name":"#)
            text.add(quoted: app.name)
            text.add(#","appId":"","published":\#(app.stream != nil),"stream":"#)
            if let stream = app.stream {
                text.add(#"{"name":"#)
                text.add(quoted: stream)
                text.add(#","privileges":null}"#)
            } else {
                text.add("null")
            }
            text.add(#","availabilityStatus":0,"privileges":null}"#)
        }
        return text.bytes
    }
}
