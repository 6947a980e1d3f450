// SPDX-License-Identifier: MIT

import Synchronization
import TelemetryStore

/// Asks once per new installation whether it may be let in, also if its transaction has to run again.
final class AdmissionGate: Sendable {
    private let ask: @Sendable () -> Bool
    private let answers = Mutex<[KeyedID: Bool]>([:])

    init(_ ask: @escaping @Sendable () -> Bool) { self.ask = ask }

    func admits(_ installation: KeyedID) -> Bool {
        answers.withLock { answers in
            if let answer = answers[installation] { return answer }
            let answer = ask()
            answers[installation] = answer
            return answer
        }
    }
}
