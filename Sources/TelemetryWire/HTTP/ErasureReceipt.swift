// SPDX-License-Identifier: MIT

/// The collector's answer to an installation that had itself erased: what was removed, and when.
package struct ErasureReceipt: Sendable, Equatable {
    /// 1, or 0 if nothing was stored about the ID.
    package var installations: Int
    /// How many periods of its history there were.
    package var periods: Int
    package var date: UTCDay

    package init(installations: Int, periods: Int, date: UTCDay) {
        self.installations = installations
        self.periods = periods
        self.date = date
    }

    package var json: [UInt8] {
        JSONWriter.encode(
            .object([
                .init("installations", .number(String(installations))),
                .init("periods", .number(String(periods))),
                .init("date", .string(date.description)),
            ]))
    }

    /// Reads a receipt; `nil` if `body` is anything else.
    package init?(_ body: [UInt8]) {
        guard let root = try? JSONParser.parse(body), let installations = root["installations"]?.count(as: Int.self),
            let periods = root["periods"]?.count(as: Int.self), case .string(let text)? = root["date"],
            let date = UTCDay(date: text)
        else { return nil }
        self.init(installations: installations, periods: periods, date: date)
    }
}
