// SPDX-License-Identifier: MIT

/// What a random sequence is drawn for: each purpose has its own, so that a change to one leaves the others as they
/// were.
enum Draw: Int {
    case site = 1
    case server, apps, appOrder, sessionApp, calls, load, cpu, appLife, appIdentity, sessionPlace, session, event
}
