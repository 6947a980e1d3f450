// SPDX-License-Identifier: MIT

/// What a simulated service logs when something goes wrong. Some messages have semicolons, as real ones do.
struct LoggedLine: Sendable {
    let level: String
    let subsystem: String
    let message: String
    let exception: String

    private init(_ level: String, _ subsystem: String, _ message: String, _ exception: String = "") {
        self.level = level
        self.subsystem = subsystem
        self.message = message
        self.exception = exception
    }

    static let engine = [
        LoggedLine("WARN", "System.Engine.Engine", "Reload of document was aborted by the user"),
        LoggedLine("WARN", "System.Engine.Engine", "Missed heartbeat from the repository"),
        LoggedLine("ERROR", "System.Engine.Engine", "The document could not be opened, since it is in use"),
        LoggedLine("ERROR", "Session.Engine.Engine", "Session lost before it was closed"),
        LoggedLine("WARN", "Session.Engine.Engine", #"No access to the document "Budget = Plan""#),
        LoggedLine("WARN", "Performance.Engine.Engine", "The working set is above its lower limit: 70 %, 0 \\ 1"),
        LoggedLine("FATAL", "System.Engine.Engine", "Out of memory; giving up"),
    ]
    static let proxy = [
        LoggedLine(
            "WARN", "System.Proxy.Proxy.Core.Connection", "TLS handshake failed",
            "System.IO.IOException: the remote party went away"),
        LoggedLine("WARN", "System.Proxy.Proxy.Core.Connection", "TLS certificate of the client is unknown"),
        LoggedLine("ERROR", "Audit.Proxy.Proxy.SessionEstablishment", "The engine cannot be reached"),
        LoggedLine("WARN", "Security.Proxy.Proxy.Core.RequestModerator", "A ticket was refused: it has expired"),
        LoggedLine("WARN", "AuditSecurity.Proxy.Proxy", "Log in failed; three times in a row"),
        LoggedLine("ERROR", "System.Proxy.Proxy.Core.LoadBalancing", "No engine is left; all are at their limit"),
    ]
    static let repository = [
        LoggedLine("WARN", "System.Repository.Repository.Core.Repository", "Access denied while updating app"),
        LoggedLine(
            "ERROR", "Service.Repository.Repository.Startup", "A call of the database failed",
            "Npgsql.NpgsqlException: connection refused"),
        LoggedLine("WARN", "System.Repository.Repository.Sync", "Missed heartbeat from rim node"),
        LoggedLine("WARN", "UserManagement.Repository.Repository", "The directory took long to answer: 31 s"),
        LoggedLine("ERROR", "System.Repository.Repository.License", "No licence is left for the user"),
    ]
    static let scheduler = [
        LoggedLine(
            "ERROR", "System.Scheduler.Scheduler.Slave.Tasks.ReloadTask", "Task ended in state FinishedFail",
            "Qlik.Sense.Scheduler.ReloadException: script error in line 14"),
        LoggedLine("WARN", "System.Scheduler.Scheduler.Master", "Retrying task"),
        LoggedLine("WARN", "System.Scheduler.Scheduler.Master", "Missed heartbeat from worker node"),
        LoggedLine("ERROR", "Service.Scheduler.Scheduler.Startup", "No worker node answers; tasks have to wait"),
    ]
}
