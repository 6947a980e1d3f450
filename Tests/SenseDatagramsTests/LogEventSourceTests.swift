// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams
import Testing

@Suite struct LogEventSourceTests {
    @Test(arguments: LogEvent.Source.allCases)
    func `takes events of the sources that are on`(source: LogEvent.Source) {
        let datagram = "/\(source.rawValue)/;1;;;WARN;HOST;SUB" + String(repeating: ";", count: 30)
        var rules = SampleRules.logs
        if case .rejected = LogEventParser(rules: rules).parse(datagram) { Issue.record("a source is off") }
        rules.sources.remove(source)
        guard case .rejected(.disabledType, let counted) = LogEventParser(rules: rules).parse(datagram) else {
            Issue.record("the source is still on")
            return
        }
        #expect(counted.source == source.countedAs && counted.host == "HOST" && counted.subsystem == "SUB")
    }
}
