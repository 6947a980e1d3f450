// SPDX-License-Identifier: MIT

internal import Mustache

/// Every page as HTML.
///
/// Promises: the same content gives the same bytes; every text is escaped; there is no script and no inline style.
struct PageTemplate: Sendable {
    private let template: MustacheTemplate
    private let library: MustacheLibrary

    /// Compiles the templates; throws only if one of them is malformed.
    init() throws {
        var library = MustacheLibrary()
        try library.register(AnswerView.template, named: AnswerView.templateName)
        try library.register(BarChartView.template, named: BarChartView.templateName)
        try library.register(TimePlotView.template, named: TimePlotView.templateName)
        try library.register(MatrixView.template, named: MatrixView.templateName)
        try library.register(DataTableView.template, named: DataTableView.templateName)
        try library.register(SectionView.template, named: SectionView.templateName)
        try library.register(FilterFormView.template, named: FilterFormView.templateName)
        template = try MustacheTemplate(string: PageLayout.template)
        self.library = library
    }

    /// The whole document.
    func render(_ view: PageView) -> String { template.render(view, library: library) }
}
