// SPDX-License-Identifier: MIT

package import AsyncHTTPClient

extension HTTPClient {
    /// Starts to close the connections and returns at once.
    ///
    /// A peer that does not answer the TLS goodbye would hold a caller for seconds, and with it the end of the program. The
    /// task owns the client until it is closed; if the program ends before that, the system closes what is left.
    package func closeInBackground() {
        _Concurrency.Task { try? await shutdown() }
    }
}
