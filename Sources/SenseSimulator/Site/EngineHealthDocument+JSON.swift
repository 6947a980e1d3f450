// SPDX-License-Identifier: MIT

extension EngineHealthDocument {
    /// The document as the engine sends it: one JSON object, without line breaks.
    package var json: [UInt8] {
        var text = JSONText()
        text.add(#"{"version":"#)
        text.add(quoted: version)
        text.add(#","started":"#)
        text.add(quoted: started)
        text.add(#","mem":{"committed":\#(memory.committed),"allocated":\#(memory.allocated),"free":\#(memory.free)}"#)
        text.add(#","cpu":{"total":\#(cpu)}"#)
        text.add(#","session":{"active":\#(sessions.active),"total":\#(sessions.total)}"#)
        text.add(#","apps":{"active_docs":"#)
        text.add(quoted: apps.active)
        text.add(#","loaded_docs":"#)
        text.add(quoted: apps.loaded)
        text.add(#","in_memory_docs":"#)
        text.add(quoted: apps.inMemory)
        text.add(#","calls":\#(apps.calls),"selections":\#(apps.selections)}"#)
        text.add(#","users":{"active":\#(users.active),"total":\#(users.total)}"#)
        text.add(#","cache":{"hits":\#(cache.hits),"lookups":\#(cache.lookups),"added":\#(cache.added)"#)
        text.add(#","replaced":\#(cache.replaced),"bytes_added":\#(cache.bytesAdded)}"#)
        text.add(#","saturated":\#(isSaturated)}"#)
        return text.bytes
    }
}
