// SPDX-License-Identifier: MIT

extension PollOutcome {
    /// One measurement for a failed poll; `nil` for one that went well.
    package func errorMeasurement(named name: String) -> Measurement? {
        guard let failure else { return nil }
        var tags = [
            Tag("error_type", target.kind.errorType), Tag("server_name", target.serverName), Tag("host", target.host),
        ]
        if let virtualProxy = target.virtualProxy { tags.append(Tag("virtual_proxy", virtualProxy)) }
        var fields: [Measurement.Field] = [
            .init("error_count", .number(1)), .init("error_category", .text(failure.category.rawValue)),
        ]
        let details = failure.details
        for (name, text) in [
            ("error_code", details.code), ("request_url", details.url), ("remote_address", details.remoteAddress),
            ("syscall", details.systemCall),
        ] {
            if let text, !text.isEmpty { fields.append(.init(name, .text(text))) }
        }
        for (name, number) in [
            ("http_status", details.httpStatus), ("remote_port", details.remotePort),
            ("request_timeout_ms", details.timeoutMilliseconds),
        ] {
            if let number { fields.append(.init(name, .number(Double(number)))) }
        }
        return Measurement(name, tags: tags, fields: fields, time: time)
    }
}

extension FailedDelivery {
    /// The same for a destination.
    package func errorMeasurement(named name: String) -> Measurement {
        var fields: [Measurement.Field] = [
            .init("error_count", .number(1)), .init("error_category", .text(category.rawValue)),
        ]
        if let httpStatus { fields.append(.init("http_status", .number(Double(httpStatus)))) }
        return Measurement(
            name, tags: [Tag("error_type", errorType), Tag("module", destination)], fields: fields, time: time)
    }
}
