// SPDX-License-Identifier: MIT

/// One field of what an appender sends.
enum LayoutItem: Equatable, Sendable {
    case rowNumber, hostName, isoTime, localTime, level, logger, windowsUser, message, encodedMessage, encodedException
    /// What the service says of the event, under its name.
    case property(String)

    /// How the layout's pattern spells it.
    var pattern: String {
        switch self {
        // Begins again after so many rows.
        case .rowNumber: "%rownum{9999}"
        case .hostName: "%hostname"
        case .isoTime: "%longIso8601date"
        case .localTime: "%date"
        case .level: "%level"
        case .logger: "%logger"
        case .windowsUser: "%user"
        case .message: "%message"
        case .encodedMessage: "%encodedmessage"
        case .encodedException: "%encodedexception"
        case .property(let name): "%property{\(name)}"
        }
    }

    /// The converter that the layout has to be told of; `nil` for what every layout knows.
    var converter: Converter? {
        switch self {
        case .rowNumber: Converter("rownum", "CounterPatternConverter")
        case .hostName: Converter("hostname", "HostNamePatternConverter")
        case .isoTime: Converter("longIso8601date", "Iso8601TimeOffsetPatternConverter")
        case .windowsUser: Converter("user", "ServiceUserNameCachedPatternConverter")
        case .encodedMessage: Converter("encodedmessage", "EncodedMessagePatternConverter")
        case .encodedException: Converter("encodedexception", "EncodedExceptionPatternConverter")
        case .localTime, .level, .logger, .message, .property: nil
        }
    }

    /// A class of Sense that makes the text of an item.
    struct Converter: Equatable, Sendable {
        let name: String
        let type: String

        init(_ name: String, _ type: String) {
            self.name = name
            self.type = "Qlik.Sense.Logging.log4net.Layout.Pattern.\(type)"
        }
    }
}
