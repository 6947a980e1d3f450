// SPDX-License-Identifier: MIT

import LogOutput

extension LogLine {
    /// What an error that ends the program leaves in the log files. The console gets it from whoever ran the program.
    static func end(_ error: any Error, redaction: Redaction) -> LogLine {
        LogLine(
            level: .error, message: "the program ends",
            fields: [.init(name: "cause", value: redaction.redact("\(error)"))])
    }
}

extension ProgramLog {
    /// The log that a configuration asks for. A folder that cannot be used was a mistake of the configuration; if that was
    /// to be no reason not to start, the console is enough.
    convenience init(_ settings: LogSettings) {
        let isUsable = settings.isWrittenToFiles && LogFolder.obstacle(settings.directory) == nil
        self.init(
            level: settings.level, format: settings.format,
            files: isUsable ? Files(directory: settings.directory, retentionDays: settings.retentionDays) : nil,
            countsRepetition: true)
    }
}
