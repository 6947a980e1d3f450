// SPDX-License-Identifier: MIT

/// All that a store can do. Who uses a store asks for the part that it needs.
package typealias FleetStore = FleetWriter & FleetReader & FleetEraser & InstallationKeeper & HistoryReader
    & BlockList & FleetMaintainer & RollupReader & HistoryExporter & BulkWriter & StoreKeeper
