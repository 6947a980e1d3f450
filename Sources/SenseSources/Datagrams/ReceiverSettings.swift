// SPDX-License-Identifier: MIT

/// A UDP port and what it takes.
package struct ReceiverSettings: Sendable {
    /// Where the configuration says all this, for messages.
    package var setting: String
    /// An address of this machine, a name of it, or `0.0.0.0` or `::` for all.
    package var host: String
    /// 0 for any that is free.
    package var port: Int
    /// How many datagrams may wait unparsed in this process; the rest waits in the kernel.
    package var maximumWaiting = 200
    /// The share of `maximumWaiting`, in percent, from which on a warning is logged.
    package var warningPercentage = 80
    /// In fixed minutes, of all senders together; `nil` without a limit.
    package var maximumPerMinute: Int?
    /// In bytes.
    package var maximumSize = 65_507
    /// Addresses and host names whose datagrams are taken; `nil` for all, empty for none.
    package var allowedSources: [String]?
    /// What the kernel is asked to keep for us, in bytes; it may grant less.
    package var receiveBuffer = 8 << 20

    package init(setting: String, host: String, port: Int) {
        self.setting = setting
        self.host = host
        self.port = port
    }
}
