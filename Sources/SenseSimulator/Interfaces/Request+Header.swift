// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird

extension Request {
    /// The first header of a name, given in lower case.
    func header(_ name: String) -> String? {
        headers.first { $0.name.canonicalName == name }?.value
    }
}
