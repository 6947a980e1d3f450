// SPDX-License-Identifier: MIT

/// The start of a datagram for a log line.
package enum DatagramExcerpt {
    /// One line of at most `limit` characters, where everything that is no visible character is spelled out.
    package static func text(of datagram: UnsafeRawBufferPointer, limit: Int = 80) -> String {
        // No character has more than four bytes; what is cut within one is not shown anyway.
        let start = UnsafeRawBufferPointer(rebasing: datagram.prefix(4 * max(0, limit)))
        var excerpt = ""
        var room = limit
        for scalar in String(decoding: start, as: UTF8.self).unicodeScalars {
            let piece = visible(scalar)
            guard piece.count <= room else { break }
            room -= piece.count
            excerpt += piece
        }
        return excerpt
    }

    private static func visible(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate,
            .nonspacingMark, .spacingMark, .enclosingMark:
            scalar.escaped(asASCII: true)
        default: scalar == "\\" ? "\\\\" : String(scalar)
        }
    }
}
