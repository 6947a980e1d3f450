// SPDX-License-Identifier: MIT

/// What an appender sends of an event: a type, then items, with semicolons between and nothing at the end.
struct EventLayout: Equatable, Sendable {
    /// With a slash before and after it.
    let type: String
    let items: [LayoutItem]

    var pattern: String { ([type] + items.map(\.pattern)).joined(separator: ";") }

    /// Those that the items need, in their order.
    var converters: [LayoutItem.Converter] { items.compactMap(\.converter) }
}
