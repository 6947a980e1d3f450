// SPDX-License-Identifier: MIT

/// The browser and the operating system that a user agent tells of. Many events share one.
package final class UserAgent: Sendable {
    package let browser: Browser
    package let system: System
    /// The text that all this was read from, as it came: not cleaned, so it may hold control characters.
    package let text: String

    package init(browser: Browser, system: System, text: String) {
        self.browser = browser
        self.system = system
        self.text = text
    }

    /// Unknown parts are empty.
    package struct Browser: Sendable, Equatable {
        package var name: String
        package var version: String
        /// The leading digits of the version; `nil` if it has none.
        package var major: String?

        package init(name: String = "", version: String = "", major: String? = nil) {
            self.name = name
            self.version = version
            self.major = major
        }
    }

    /// An operating system; parts that the text does not tell are `nil`.
    package struct System: Sendable, Equatable {
        package var name: String?
        package var version: String?
        package var versionName: String?

        package init(name: String? = nil, version: String? = nil, versionName: String? = nil) {
            self.name = name
            self.version = version
            self.versionName = versionName
        }
    }
}

extension UserAgent: Equatable {
    package static func == (one: UserAgent, other: UserAgent) -> Bool {
        one === other || (one.text == other.text && one.browser == other.browser && one.system == other.system)
    }
}
