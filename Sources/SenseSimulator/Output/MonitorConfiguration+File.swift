// SPDX-License-Identifier: MIT

extension MonitorConfiguration {
    /// Writes the configuration to a file, whose folder is created if it is missing, and returns the file's absolute
    /// path.
    ///
    /// Promises: with a passphrase in it, only the owner may read the file.
    package func write(to file: String) throws(OutputFailure) -> String {
        let slash = file.lastIndex(of: "/")
        let folder = slash.map { file[...$0] } ?? "."
        let name = slash.map { file[file.index(after: $0)...] } ?? file[...]
        return try OutputDirectory(creating: String(folder)).write(yaml, to: String(name), isSecret: passphrase != nil)
    }
}
