// SPDX-License-Identifier: MIT

/// Tells the gaps of a template from values: `<IP or FQDN>`.
enum Placeholder {
    static func matches(_ text: String) -> Bool {
        text.count > 2 && text.hasPrefix("<") && text.hasSuffix(">")
    }
}
