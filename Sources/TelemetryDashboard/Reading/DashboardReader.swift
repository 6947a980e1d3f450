// SPDX-License-Identifier: MIT

package import TelemetryStore

/// What the pages read: counts of closed weeks, and the live overview while there are none.
package typealias DashboardReader = RollupReader & FleetReader
