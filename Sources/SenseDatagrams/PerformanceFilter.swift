// SPDX-License-Identifier: MIT

/// Which performance events pass: by app, and by type of object, object and method. All texts are compared to the
/// letter.
package struct PerformanceFilter: Sendable, Equatable {
    /// The apps that the filter is about or, in the filter for all apps, those that never pass.
    package var apps: [App]
    package var objectTypes: Selection
    package var objects: Selection
    package var methods: Selection

    /// An app by its ID, its name or both; one without either is every app.
    package struct App: Sendable, Equatable {
        package var id: String?
        package var name: String?

        package init(id: String? = nil, name: String? = nil) {
            self.id = id
            self.name = name
        }
    }

    /// All but some, or only some.
    package enum Selection: Sendable, Equatable {
        case all(except: [String])
        case only([String])
    }

    package init(
        apps: [App] = [], objectTypes: Selection = .all(except: []), objects: Selection = .all(except: []),
        methods: Selection = .all(except: [])
    ) {
        self.apps = apps
        self.objectTypes = objectTypes
        self.objects = objects
        self.methods = methods
    }
}
