// SPDX-License-Identifier: MIT

import Mustache

/// The pages as HTML.
///
/// Promises: the same values give the same bytes; every text is escaped; there is no script and no inline style.
struct PageTemplate: Sendable {
    private let library: MustacheLibrary
    private let configuration: MustacheTemplate
    private let status: MustacheTemplate
    private let message: MustacheTemplate

    /// Throws only if a template is malformed.
    init() throws {
        var library = MustacheLibrary()
        try library.register(PageLayout.head, named: "head")
        try library.register(PageLayout.foot, named: "foot")
        try library.register(StatusTable.template, named: "table")
        configuration = try MustacheTemplate(string: ConfigurationView.template)
        status = try MustacheTemplate(string: StatusView.template)
        message = try MustacheTemplate(string: MessageView.template)
        self.library = library
    }

    func render(_ view: ConfigurationView) -> String { configuration.render(view, library: library) }
    func render(_ view: StatusView) -> String { status.render(view, library: library) }
    func render(message view: MessageView) -> String { message.render(view, library: library) }
}
