// SPDX-License-Identifier: MIT

/// One way out of a service's log: which lines are sent, how they look, and to which of the monitor's ports.
struct LogAppender: Equatable, Sendable {
    enum Port: Sendable {
        case userEvents, logEvents
    }

    enum Selection: Equatable, Sendable {
        /// Lines that have one of the texts in their message.
        case containing([String])
        /// Lines of this level and above.
        case threshold(String)
    }

    /// Its name in the file, which no other appender of the service may have.
    let name: String
    /// What it is for, as a comment.
    let purpose: String
    let selection: Selection
    let port: Port
    let layout: EventLayout
    /// The parts of the log that it listens to.
    let loggers: [String]

    static func all(of service: LoggingService) -> [LogAppender] {
        switch service {
        case .engine: [engineLog, performance]
        case .proxy: [sessions, connections, proxyLog]
        case .repository: [repositoryLog]
        case .scheduler: [schedulerLog]
        }
    }

    private static let sessions = LogAppender(
        name: "ButlerSOSSessions", purpose: "User events: sessions that start and stop.",
        selection: .containing(["Start session for user", "Stop session for user"]), port: .userEvents,
        layout: .session, loggers: ["AuditActivity.Proxy"])

    private static let connections = LogAppender(
        name: "ButlerSOSConnections", purpose: "User events: connections that open and close.",
        selection: .containing(["connection Opened for session", "connection Closed for session"]), port: .userEvents,
        layout: .connection, loggers: ["AuditActivity.Proxy"])

    private static let proxyLog = log(
        .proxy, of: "proxy", "Audit.Proxy", "AuditSecurity", "Security.Proxy", "System.Proxy")
    private static let engineLog = log(
        .engine, of: "engine", "Performance.Engine", "System.Engine", "Session.Engine")
    private static let repositoryLog = log(
        .repository, of: "repository", "Service", "System.Repository", "UserManagement.Repository")
    private static let schedulerLog = log(.scheduler, of: "scheduler", "Service", "System.Scheduler")

    private static let performance = LogAppender(
        name: "ButlerSOSPerformance",
        purpose:
            "Performance events. The QMC has to raise the engine's QIX performance log level, to debug for instance.",
        selection: .threshold("info"), port: .logEvents, layout: .performance,
        loggers: ["QixPerformance.Engine.Engine"])

    private static func log(_ layout: EventLayout, of service: String, _ loggers: String...) -> LogAppender {
        LogAppender(
            name: "ButlerSOSLog", purpose: "Log events of the \(service): warnings and worse.",
            selection: .threshold("warn"), port: .logEvents, layout: layout, loggers: loggers)
    }
}
