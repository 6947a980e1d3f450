// SPDX-License-Identifier: MIT

/// How the site and the program are, at one moment. Times are seconds since 1970; `nil` is what has not happened.
package struct SiteStatus: Sendable {
    package var time: Int
    package var program: Program
    package var servers: [Server] = []
    package var sources: [Source] = []
    package var ports: [Port] = []
    package var destinations: [Destination] = []
    package var telemetry: TelemetryStatus

    package init(time: Int, program: Program, telemetry: TelemetryStatus) {
        self.time = time
        self.program = program
        self.telemetry = telemetry
    }

    package struct Program: Sendable {
        package var version: String
        package var start: Int
        /// In bytes.
        package var residentMemory: Int?
        package var usedHeap: Int?

        package init(version: String, start: Int, residentMemory: Int? = nil, usedHeap: Int? = nil) {
            self.version = version
            self.start = start
            self.residentMemory = residentMemory
            self.usedHeap = usedHeap
        }
    }

    package struct Failure: Sendable, Equatable {
        package var time: Int
        /// A word that failures are counted under.
        package var category: String
        /// A sentence, without secrets.
        package var message: String

        package init(time: Int, category: String, message: String) {
            self.time = time
            self.category = category
            self.message = message
        }
    }

    package enum State: String, Sendable {
        /// It has not been tried to the end yet.
        case waiting
        case working
        case failing
        /// It has been given something and does not say what became of it.
        case unanswered
    }

    /// What asking somebody again and again brought.
    package struct Polls: Sendable, Equatable {
        package var state = State.waiting
        package var lastSuccess: Int?
        package var lastFailure: Failure?

        package init() {}
    }

    /// The engine of a server.
    package struct Server: Sendable {
        package var name: String
        package var host: String
        package var polls: Polls
        /// What it last said about itself.
        package var figures: Figures?

        package init(name: String, host: String, polls: Polls = Polls(), figures: Figures? = nil) {
            self.name = name
            self.host = host
            self.polls = polls
            self.figures = figures
        }

        package struct Figures: Sendable {
            package var version: String?
            package var uptime: String?
            package var isSaturated: Bool?
            package var activeApps: Int?
            package var loadedApps: Int?
            package var appsInMemory: Int?
            package var sessions: Int?
            package var users: Int?

            package init() {}
        }
    }

    /// Something else that is asked.
    package struct Source: Sendable {
        /// What is asked for, `Proxy sessions`.
        package var kind: String
        package var name: String
        package var host: String
        package var polls: Polls
        /// How many of them there were, `12 sessions`.
        package var found: String?

        package init(kind: String, name: String, host: String, polls: Polls = Polls(), found: String? = nil) {
            self.kind = kind
            self.name = name
            self.host = host
            self.polls = polls
            self.found = found
        }
    }

    /// A port that events come to.
    package struct Port: Sendable {
        package var name: String
        package var address: String
        package var isListening: Bool
        package var received: Int
        package var accepted: Int
        package var dropped: [Count]
        /// `nil` if the system does not tell.
        package var droppedByKernel: Int?
        package var lastEvent: Int?

        package init(
            name: String, address: String, isListening: Bool, received: Int, accepted: Int, dropped: [Count] = [],
            droppedByKernel: Int? = nil, lastEvent: Int? = nil
        ) {
            self.name = name
            self.address = address
            self.isListening = isListening
            self.received = received
            self.accepted = accepted
            self.dropped = dropped
            self.droppedByKernel = droppedByKernel
            self.lastEvent = lastEvent
        }
    }

    /// How many of what was dropped, and why.
    package struct Count: Sendable, Equatable {
        package var reason: String
        package var count: Int

        package init(_ reason: String, _ count: Int) {
            self.reason = reason
            self.count = count
        }
    }

    package struct Destination: Sendable {
        package var name: String
        package var state: State
        /// It is asked, and nothing is pushed to it.
        package var isFetched = false
        /// How long it has not answered, while it should have.
        package var silentSeconds: Int?
        package var lastSuccess: Int?
        package var lastFailure: Failure?
        package var waitingRecords = 0
        package var waitingBytes = 0
        package var spooledRecords = 0
        package var spooledBytes = 0
        package var delivered = 0
        package var dropped: [Count] = []

        package init(name: String, state: State) {
            self.name = name
            self.state = state
        }
    }

    /// Telemetry, and the exact body of a report that would be sent now.
    package struct TelemetryStatus: Sendable {
        package var isOn: Bool
        /// Reports are sent: it is on, and nothing is in the way.
        package var isSending: Bool
        /// Which switch decided, in a few words.
        package var reason: String
        package var id: String?
        package var collector: String?
        package var nextReport: String?
        package var lastReport: String?
        package var notes: [String]
        package var preview: String

        package init(
            isOn: Bool, isSending: Bool, reason: String, id: String? = nil, collector: String? = nil,
            nextReport: String? = nil,
            lastReport: String? = nil, notes: [String] = [], preview: String
        ) {
            self.isOn = isOn
            self.isSending = isSending
            self.reason = reason
            self.id = id
            self.collector = collector
            self.nextReport = nextReport
            self.lastReport = lastReport
            self.notes = notes
            self.preview = preview
        }
    }
}
