// SPDX-License-Identifier: MIT

/// Everything that a collector stores about one installation, for the installation itself to read back.
///
/// Two things are not repeated, since who asks has them: the ID, of which only a keyed hash is stored, and the public key,
/// with which the request was signed.
package struct StoredInstallation: Sendable, Equatable {
    /// The counter of the last message that was accepted: the request that this answers.
    package var counter: UInt64
    package var lastBody: LastReport
    /// The day of the first report.
    package var firstSeen: UTCDay
    /// False while all reports came on one day; until then the installation is in no published figure.
    package var isSeenAgain: Bool
    /// From the oldest to the newest.
    package var periods: [Period]

    /// The traces of the last report: enough to know it again, too little to read it.
    package struct LastReport: Sendable, Equatable {
        /// The SHA-256 of its body, as the receipt told it.
        package var sha256: [UInt8]
        package var received: UTCDay

        package init(sha256: [UInt8], received: UTCDay) {
            self.sha256 = sha256
            self.received = received
        }
    }

    /// A time in which all reports said the same.
    package struct Period: Sendable, Equatable {
        package var first: UTCDay
        package var last: UTCDay
        /// The `data` object of these reports without the ID. A feature whose state was not reported is absent.
        package var data: JSONValue

        package init(first: UTCDay, last: UTCDay, data: JSONValue) {
            self.first = first
            self.last = last
            self.data = data
        }
    }

    package init(
        counter: UInt64, lastBody: LastReport, firstSeen: UTCDay, isSeenAgain: Bool, periods: [Period]
    ) {
        self.counter = counter
        self.lastBody = lastBody
        self.firstSeen = firstSeen
        self.isSeenAgain = isSeenAgain
        self.periods = periods
    }
}

extension StoredInstallation {
    package var json: [UInt8] {
        let last: JSONValue = .object([
            .init("sha256", .string(Hex.encode(lastBody.sha256))),
            .init("received", .string(lastBody.received.description)),
        ])
        let periods = periods.map { period in
            JSONValue.object([
                .init("first", .string(period.first.description)), .init("last", .string(period.last.description)),
                .init("data", period.data),
            ])
        }
        return JSONWriter.encode(
            .object([
                .init("counter", .number(String(counter))), .init("lastBody", last),
                .init("firstSeen", .string(firstSeen.description)), .init("seenAgain", .boolean(isSeenAgain)),
                .init("periods", .array(periods)),
            ]))
    }

    /// Reads what a collector answered; `nil` if `body` is anything else.
    package init?(_ body: [UInt8]) {
        guard let root = try? JSONParser.parse(body), let counter = root["counter"]?.count(as: UInt64.self),
            let lastBody = root["lastBody"].flatMap(LastReport.init), case .string(let first)? = root["firstSeen"],
            let firstSeen = UTCDay(date: first), case .boolean(let isSeenAgain)? = root["seenAgain"],
            case .array(let elements)? = root["periods"]
        else { return nil }
        let periods = elements.compactMap(Period.init)
        guard periods.count == elements.count else { return nil }
        self.init(
            counter: counter, lastBody: lastBody, firstSeen: firstSeen, isSeenAgain: isSeenAgain, periods: periods)
    }
}

extension StoredInstallation.LastReport {
    fileprivate init?(_ json: JSONValue) {
        guard case .string(let digest)? = json["sha256"], let sha256 = Hex.decode(digest), sha256.count == 32,
            case .string(let date)? = json["received"], let received = UTCDay(date: date)
        else { return nil }
        self.init(sha256: sha256, received: received)
    }
}

extension StoredInstallation.Period {
    fileprivate init?(_ json: JSONValue) {
        guard case .string(let firstDate)? = json["first"], let first = UTCDay(date: firstDate),
            case .string(let lastDate)? = json["last"], let last = UTCDay(date: lastDate), first <= last,
            let data = json["data"], case .object = data
        else { return nil }
        self.init(first: first, last: last, data: data)
    }
}
