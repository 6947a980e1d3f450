// SPDX-License-Identifier: MIT

import Hummingbird
import NIOCore

/// What an answer may need to know of its connection: how to end it without a word.
struct ConnectionContext: InitializableFromSource {
    /// The connection.
    let channel: any Channel

    /// Takes the connection from what the server hands over with a request.
    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }
}
