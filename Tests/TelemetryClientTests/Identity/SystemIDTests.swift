// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct SystemIDTests {
    private static let digits = "4c4c4544004235108051b4c04f4a3332"

    @Test(arguments: [
        "4c4c4544004235108051b4c04f4a3332", "4C4C4544-0042-3510-8051-B4C04F4A3332",
        " 4c4c4544-0042-3510-8051-b4c04f4a3332\n",
    ])
    func `reads every spelling as one`(_ text: String) {
        #expect(SystemID(.firmware, text)?.digits == Self.digits)
    }

    @Test(arguments: [
        "", "-", "disabled", "Not Settable", "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "03000200-0400-0500-0006-000700080009",
        "11111111111111111111111111111111",
        "4c4c4544004235108051b4c04f4a333", "4c4c4544004235108051b4c04f4a33322", "4c4c4544004235108051b4c04f4a333g",
        "uninitialized", "Not Present", "To be filled by O.E.M.", "00020003-0004-0005-0006-000700080009",
        "fefefefe-fefe-fefe-fefe-fefefefefefe", "12345678-1234-5678-90ab-cddeefaabbcc",
        "11111111-2222-3333-4444-555555555555", "4c4c4544-0000-2010-8020-80c04f202020",
        "d41d8cd98f00b204e9800998ecf8427e", "00000000-0000-0000-0000-000000000001",
        "4c4c4544004235108051b4c04f4a333\u{301}", "\u{FF14}c4c4544004235108051b4c04f4a33",
    ])
    func `refuses malformed ones and those that many machines share`(_ text: String) {
        #expect(SystemID(.firmware, text) == nil)
        #expect(SystemID(.installation, text) == nil)
    }

    @Test func `prefers the firmware's over the installation's`() {
        let firmware = "/sys/class/dmi/id/product_uuid"
        let both = HostFiles([firmware: Self.digits, "/etc/machine-id": "0123456789abcdef0123456789abcdef\n"])
        #expect(SystemID.read(both) == SystemID(.firmware, Self.digits))
        let useless = HostFiles([
            firmware: "03000200-0400-0500-0006-000700080009\n", "/etc/machine-id": "0123456789abcdef0123456789abcdef\n",
        ])
        #expect(SystemID.read(useless) == SystemID(.installation, "0123456789abcdef0123456789abcdef"))
        #expect(SystemID.read(HostFiles([:])) == nil)
        let bus = HostFiles(["/etc/machine-id": "", "/var/lib/dbus/machine-id": "0123456789abcdef0123456789abcdef\n"])
        #expect(SystemID.read(bus) == SystemID(.installation, "0123456789abcdef0123456789abcdef"))
    }

    @Test func `is read out of no more than a line`() {
        #expect(SystemID(.firmware, Self.digits + "\r\n")?.digits == Self.digits)
        #expect(SystemID(.firmware, Self.digits + "\n" + Self.digits) == nil)
        #expect(SystemID(.firmware, Self.digits + String(repeating: "-", count: 1 << 20)) == nil)
    }

    @Test func `is not the same as an equal one of another kind`() {
        #expect(SystemID(.firmware, Self.digits) != SystemID(.installation, Self.digits))
    }
}
