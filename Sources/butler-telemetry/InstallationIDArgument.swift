// SPDX-License-Identifier: MIT

import ArgumentParser

/// An installation's ID on the command line.
struct InstallationIDArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The installation's ID: the 64 hexadecimal digits that its log shows at start.", valueName: "id"))
    var text: String

    func validate() throws { _ = try Self.checked(text) }

    /// In lower case, as it is hashed.
    var id: String { text.lowercased() }

    /// - Returns: the ID in lower case.
    static func checked(_ text: String) throws -> String {
        guard text.utf8.count == 64, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            throw ValidationError("expected an ID of 64 hexadecimal digits, found \(text.count) characters")
        }
        return text.lowercased()
    }
}
