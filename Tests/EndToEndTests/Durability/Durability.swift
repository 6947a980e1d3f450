// SPDX-License-Identifier: MIT

import Testing

/// What the collector promises when something ends at the wrong moment. These tests keep the machine busy, and so run one
/// after the other, and by themselves.
@Suite(.serialized) enum Durability {}
