// SPDX-License-Identifier: MIT

internal import Mustache

/// The overview page as HTML.
///
/// Promises: the same model gives the same bytes; every text is escaped; there is no script and no inline style.
package struct OverviewPage: Sendable {
    private let template: MustacheTemplate
    private let library: MustacheLibrary

    /// Compiles the templates; throws only if one of them is malformed.
    package init() throws {
        var library = MustacheLibrary()
        try library.register(PageLayout.template, named: PageLayout.templateName)
        try library.register(BarChartView.template, named: BarChartView.templateName)
        try library.register(DataTableView.template, named: DataTableView.templateName)
        template = try MustacheTemplate(string: Self.templateText)
        self.library = library
    }

    /// The whole document.
    package func render(_ model: OverviewModel) -> String {
        template.render(OverviewView(model), library: library)
    }
}
