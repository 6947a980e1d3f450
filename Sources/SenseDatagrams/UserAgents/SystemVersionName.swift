// SPDX-License-Identifier: MIT

/// What the makers call the versions of their operating systems.
enum SystemVersionName {
    static func windows(_ version: String) -> String? {
        switch version {
        case "NT", "XP": version
        case "NT 5.0": "2000"
        case "NT 5.1": "XP"
        case "NT 5.2": "2003"
        case "NT 6.0": "Vista"
        case "NT 6.1": "7"
        case "NT 6.2": "8"
        case "NT 6.3": "8.1"
        case "NT 10.0": "10"
        default: nil
        }
    }

    static func macOS(_ version: String) -> String? {
        switch numbers(version) {
        case (10, 5): "Leopard"
        case (10, 6): "Snow Leopard"
        case (10, 7): "Lion"
        case (10, 8): "Mountain Lion"
        case (10, 9): "Mavericks"
        case (10, 10): "Yosemite"
        case (10, 11): "El Capitan"
        case (10, 12): "Sierra"
        case (10, 13): "High Sierra"
        case (10, 14): "Mojave"
        case (10, 15): "Catalina"
        case (11, _): "Big Sur"
        case (12, _): "Monterey"
        case (13, _): "Ventura"
        case (14, _): "Sonoma"
        case (15, _): "Sequoia"
        default: nil
        }
    }

    /// Versions have names up to 9; later ones are known by their number.
    static func android(_ version: String) -> String? {
        switch numbers(version) {
        case (1, 5): "Cupcake"
        case (1, 6...): "Donut"
        case (2, 0...1): "Eclair"
        case (2, 2): "Froyo"
        case (2, _): "Gingerbread"
        case (3, _): "Honeycomb"
        case (4, 0): "Ice Cream Sandwich"
        case (4, 1...3): "Jelly Bean"
        case (4, _): "KitKat"
        case (5, _): "Lollipop"
        case (6, _): "Marshmallow"
        case (7, _): "Nougat"
        case (8, _): "Oreo"
        case (9, _): "Pie"
        default: nil
        }
    }

    /// The first two numbers of a version, each at most 1,000; one that is missing is zero.
    private static func numbers(_ version: String) -> (Int, Int) {
        var numbers = [0, 0]
        var position = 0
        for byte in version.utf8 {
            if byte == UInt8(ascii: ".") {
                position += 1
                if position == numbers.count { break }
            } else if byte.isDigit {
                numbers[position] = min(numbers[position] * 10 + Int(byte & 0x0F), 1_000)
            }
        }
        return (numbers[0], numbers[1])
    }
}
