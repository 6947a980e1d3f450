// SPDX-License-Identifier: MIT

import ArgumentParser

/// Where the site's files go.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder for certificates and lists of addresses; created if missing.", valueName: "dir"))
    var out = "./sense-site"

    @Option(help: "Encrypt the client's key with this passphrase.")
    var passphrase: String?
}
