// SPDX-License-Identifier: MIT

/// A named set of values with tags and a time: the neutral form between an observation and a destination's encoding.
package struct Measurement: Sendable, Equatable {
    package var name: String
    package var tags: [Tag]
    package var fields: [Field]
    package var time: Timestamp

    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: Value

        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// What a field holds. How a number is typed is the destination's business: it differs between versions of one product.
    package enum Value: Sendable, Equatable {
        case number(Double)
        case text(String)
        case flag(Bool)
        /// How the elements become one text differs too.
        case names([String])
    }

    package init(_ name: String, tags: [Tag], fields: [Field], time: Timestamp) {
        self.name = name
        self.tags = tags
        self.fields = fields
        self.time = time
    }
}
