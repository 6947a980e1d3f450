// SPDX-License-Identifier: MIT

import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A log appender file, as an XML parser understands it.
final class ReadAppenderFile: NSObject, XMLParserDelegate {
    struct Appender: Equatable {
        var name: String
        var type: String
        /// Its own parameters, not those of its filters and its layout.
        var parameters: [String: String] = [:]
        /// The type of each filter, and the text that it looks for.
        var filters: [[String]] = []
        var layout = ""
        /// The class of each converter by its name.
        var converters: [String: String] = [:]
        var pattern = ""
        /// The names of its children, in their order.
        var children: [String] = []
    }

    private(set) var root = ""
    private(set) var appenders: [Appender] = []
    /// The appenders of each logger.
    private(set) var loggers: [String: [String]] = [:]
    private var path: [String] = []
    private var logger = ""
    private var converter = ""

    /// `nil` if it is no XML.
    init?(_ text: String) {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        guard parser.parse() else { return nil }
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let (name, value, type) = (attributes["name"] ?? "", attributes["value"] ?? "", attributes["type"] ?? "")
        switch (path, element) {
        case ([], _): root = element
        case (_, "appender"): appenders.append(Appender(name: name, type: type))
        case (_, "logger"):
            logger = name
            loggers[name] = []
        case (_, "appender-ref"): loggers[logger, default: []].append(attributes["ref"] ?? "")
        default: readPart(element, name: name, value: value, type: type)
        }
        path.append(element)
    }

    func parser(
        _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
    ) {
        path.removeLast()
    }

    private func readPart(_ element: String, name: String, value: String, type: String) {
        guard var appender = appenders.popLast() else { return }
        if path.last == "appender" { appender.children.append(element) }
        switch (path.last, element) {
        case ("appender", "filter"): appender.filters.append([type])
        case ("appender", "layout"): appender.layout = type
        case ("appender", "param"): appender.parameters[name] = value
        case ("filter", "param"): appender.filters[appender.filters.count - 1].append(value)
        case ("layout", "param"): appender.pattern = value
        case ("converter", "param") where name == "name": converter = value
        case ("converter", "param") where name == "type": appender.converters[converter] = value
        default: break
        }
        appenders.append(appender)
    }
}
