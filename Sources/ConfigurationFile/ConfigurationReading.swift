// SPDX-License-Identifier: MIT

/// One reading of a configuration: what was asked for, what it gave, and everything that is wrong, reported at once.
///
/// The code that reads a value also says what it is for. So a reading of an empty document lists every setting there
/// is; the reference page and the template are made from that, and cannot forget a key.
package final class ConfigurationReading {
    /// True if no document is read: every list has one imaginary element, and the settings are what matters.
    package let isDescription: Bool

    package private(set) var problems: [ConfigurationProblem] = []
    /// Mistakes in sections that are switched off. They have no effect, until somebody switches the section on.
    package private(set) var notes: [ConfigurationProblem] = []
    /// Things worth saying that do not stop the program.
    package private(set) var warnings: [String] = []
    /// Every setting that was read with an explanation, in the order of reading.
    package private(set) var settings: [ConfigurationSetting] = []

    /// What the document says, to be written again; `nil` unless that is what it is read for.
    package internal(set) var carried: CarriedSettings?

    /// True if the document is read to be written again.
    package var carries: Bool { carried != nil }

    /// Keys that nobody knows, and that look like no known one, are worth a warning only: whoever wrote the file had a
    /// program that did not mind.
    package var toleratesStrangeKeys = false

    private var places: [String: Int] = [:]

    /// - Parameter carries: keep what the document says, secrets included.
    package init(isDescription: Bool = false, carries: Bool = false) {
        self.isDescription = isDescription
        carried = carries ? CarriedSettings() : nil
    }

    package func add(_ problem: ConfigurationProblem, isEnforced: Bool = true) {
        // Several parts of the program may read one value; its mistake is still one.
        if isEnforced {
            Self.append(problem, to: &problems)
        } else {
            Self.append(problem, to: &notes)
        }
    }

    package func add(key: String, expected: String, found: String, place: String? = nil) {
        add(ConfigurationProblem(key: key, expected: expected, found: found, place: place))
    }

    /// True if something was said about the value of a key, or about what is in it.
    func hasFault(in key: String) -> Bool {
        (problems + notes).contains { problem in
            problem.key.hasPrefix(key) && ["", ".", "["].contains(String(problem.key.dropFirst(key.count).prefix(1)))
        }
    }

    package func warn(_ text: String) { warnings.append(text.onOneLine) }

    /// Remembers a setting; of several readings of one key the first counts.
    package func record(_ setting: ConfigurationSetting) {
        guard !setting.meaning.isEmpty, places[setting.key] == nil else { return }
        places[setting.key] = settings.count
        settings.append(setting)
    }

    /// Removes a list's elements: something other than the file gives others, which are recorded next.
    package func replaceElements(of list: String, origin: ConfigurationSetting.Origin) {
        settings.removeAll { $0.key.hasPrefix("\(list)[") }
        places = Dictionary(uniqueKeysWithValues: settings.enumerated().map { ($0.element.key, $0.offset) })
        if let place = places[list] { settings[place].origin = origin }
    }

    /// Notes that something other than the file decides a value.
    package func override(_ key: String, value: String, origin: ConfigurationSetting.Origin) {
        guard let place = places[key] else { return }
        settings[place].value = settings[place].isSecret ? ConfigurationSetting.mask : value
        settings[place].origin = origin
    }

    private static func append(_ problem: ConfigurationProblem, to list: inout [ConfigurationProblem]) {
        if let known = list.firstIndex(where: { $0.description == problem.description }) {
            list[known].hasDefault = list[known].hasDefault && problem.hasDefault
        } else {
            list.append(problem)
        }
    }
}
