// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation
import ProgramEntry

struct MigrateConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate-config",
        abstract: "Write a configuration of versions 5.6 to 15 again with the keys of this version, and explanations.",
        discussion: """
            The old file stays as it is; its comments are not taken over. The new one holds its passwords, so only its \
            owner can read it. docs/migrating.md tells what else to look at.
            """)

    @Argument(help: "The old configuration file, ending in .yaml.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "The new file, ending in .yaml, or - for standard output, passwords included. (default: OLD.migrated.yaml)",
            valueName: "new.yaml"))
    var out: String?

    @Flag(help: "Replace the new file if it is there already.")
    var force = false

    func run() throws {
        try InstanceOptions.check(file)
        let output = out ?? ConfigurationMigration.output(for: file)
        if output != "-" { try InstanceOptions.check(output) }
        let migration = try ConfigurationMigration(file)
        guard output != "-" else {
            try StandardOutput.write(migration.text.utf8)
            let remarks = migration.remarks(writtenTo: file).map { "\($0)\n" }.joined()
            return FileHandle.standardError.write(Data(remarks.utf8))
        }
        try migration.write(to: output, replaces: force)
        print("\(output) says what \(file) says. Only you can read it: give it to the user that runs the monitor.")
        for line in migration.remarks(writtenTo: output) { print(line) }
        print("Look at it with: butler-sos check-config \(output) --explain")
    }
}
