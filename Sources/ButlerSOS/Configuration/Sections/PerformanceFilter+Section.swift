// SPDX-License-Identifier: MIT

import ConfigurationFile
import SenseDatagrams

extension PerformanceFilter {
    init(allApps section: ConfigurationSection) {
        self.init(
            apps: Self.apps(section, "appExclude", "Apps whose events never pass this filter."),
            objectTypes: Self.objectTypes(section), methods: Self.methods(section))
    }

    init(someApps section: ConfigurationSection) {
        self.init(
            apps: Self.apps(section, "include", "The apps that the filter is about; without any it lets nothing pass."),
            objectTypes: Self.objectTypes(section),
            objects: Self.selection(
                section.section("appObject", "Which objects pass."), "objects, by their IDs", all: "allAppObjects",
                exclude: "allAppObjectsExclude", include: "someAppObjectsInclude", orMember: "objectId"),
            methods: Self.methods(section))
        section.rejectUnknownKeys()
    }

    private static func apps(_ section: ConfigurationSection, _ key: String, _ meaning: String) -> [App] {
        section.sections(key, meaning).map { entry in
            let app = App(
                id: entry.text(
                    "appId", "The ID of an app.", takesNumbers: true, example: "d7cf4858-fc86-4d6a-9f6c-3c2d1a3c2d1a"),
                name: entry.text(
                    "appName", "The name of an app.", format: .verbatim, takesNumbers: true, example: "Sales"))
            entry.rejectUnknownKeys()
            return app
        }
    }

    private static func objectTypes(_ section: ConfigurationSection) -> Selection {
        selection(
            section.section("objectType", "Which types of objects pass."), "types of objects", all: "allObjectTypes",
            exclude: "allObjectTypesExclude", include: "someObjectTypesInclude")
    }

    private static func methods(_ section: ConfigurationSection) -> Selection {
        selection(
            section.section("method", "Which methods of the engine pass."), "methods", all: "allMethods",
            exclude: "allMethodsExclude", include: "someMethodsInclude")
    }

    private static func selection(
        _ section: ConfigurationSection, _ what: String, all: String, exclude: String, include: String,
        orMember member: String? = nil
    ) -> Selection {
        let isAll = section.boolean(all, default: true, "All \(what) pass, except the excluded ones.")
        let excluded = section.texts(
            exclude, "The \(what) that do not pass, if all others do.", format: .verbatim, orMember: member)
        let included = section.texts(
            include, "The \(what) that pass, if not all do.", format: .verbatim, orMember: member)
        section.rejectUnknownKeys()
        return isAll ? .all(except: excluded) : .only(included)
    }
}
