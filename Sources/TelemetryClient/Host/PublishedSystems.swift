// SPDX-License-Identifier: MIT

/// Every word about a host that a report can contain.
///
/// What a host's files say is free text, and people write host names, customers and builds into it. So it is only
/// compared with these lists: what is on them is told, anything else is `other` or nothing. Versions are the exception;
/// see `ReducedVersion` for their form.
package enum PublishedSystems {
    /// Stands for a distribution that is not on the list, and for a release that is no version.
    package static let other = "other"

    /// Stands for the release of a distribution that has no versions.
    package static let rolling = "rolling"

    /// Stands for everything about a host whose administrator does not want it looked at.
    package static let unknown = "unknown"

    /// What the program can be built for, in the words of the original.
    package static let architectures = [
        "x64", "arm64", "arm", "ia32", "ppc64", "ppc", "s390x", "riscv64", "loong64", other,
    ]

    package static let platforms = ["linux", "darwin", other]

    /// A distribution that is told by name.
    package struct System: Sendable, Equatable {
        /// `NAME` in its os-release, to the letter.
        package var name: String
        /// The code names of its releases: those that its os-release has in the version, in parentheses, or in
        /// `VERSION_CODENAME`. A newer one is left out until it is added here.
        package var codenames: Set<String>
        /// Whether it may come without a version.
        package var isRolling: Bool

        init(_ name: String, _ codenames: Set<String> = [], isRolling: Bool = false) {
            self.name = name
            self.codenames = codenames
            self.isRolling = isRolling
        }
    }

    package static let all = debianFamily + redHatFamily + suseFamily + ofClouds + independent + [macOS]

    private static let debianReleases: Set<String> = [
        "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "forky", "duke", "sid",
    ]

    private static let debianFamily = [
        System("Astra Linux"),
        System("Debian GNU/Linux", debianReleases),
        System("Devuan GNU/Linux", ["ascii", "beowulf", "chimaera", "daedalus", "excalibur", "freia", "ceres"]),
        System("Kali GNU/Linux", ["kali-rolling"]),
        System(
            "Linux Mint",
            [
                "ulyana", "ulyssa", "uma", "una", "vanessa", "vera", "victoria", "virginia", "wilma", "xia", "zara",
                "zena",
            ]),
        System("Raspbian GNU/Linux", debianReleases),
        System(
            "Ubuntu",
            [
                "trusty", "xenial", "bionic", "focal", "groovy", "hirsute", "impish", "jammy", "kinetic", "lunar",
                "mantic", "noble", "oracular", "plucky", "questing", "resolute",
            ]),
        System("Ubuntu Core"),
    ]

    private static let redHatReleases: Set<String> = ["Maipo", "Ootpa", "Plow", "Coughlan"]
    private static let fedoraEditions: Set<String> = [
        "Cloud Edition", "Container Image", "CoreOS", "IoT Edition", "Server Edition", "Workstation Edition",
    ]

    private static let redHatFamily = [
        System(
            "AlmaLinux",
            [
                "Purple Manul", "Electric Cheetah", "Arctic Sphynx", "Sky Tiger", "Stone Smilodon", "Sapphire Caracal",
                "Midnight Oncilla", "Cerulean Leopard", "Emerald Puma", "Lime Lynx", "Turquoise Kodkod",
                "Shamrock Pampas Cat", "Seafoam Ocelot", "Teal Serval", "Sage Margay", "Moss Jungle Cat",
                "Olive Jaguar", "Purple Lion", "Heliotrope Lion",
            ]),
        System("CentOS Linux", ["Core"]),
        System("CentOS Stream", redHatReleases),
        System("CloudLinux"),
        System("EuroLinux"),
        System("Fedora", fedoraEditions),
        System("Fedora Linux", fedoraEditions),
        System("Kylin Linux Advanced Server", ["Tercel", "Sword", "Lance", "Halberd"]),
        System("MIRACLE LINUX", ["Peony", "Feige"]),
        System("Oracle Linux Server"),
        System("RED OS"),
        System("Red Hat Enterprise Linux", redHatReleases),
        System("Red Hat Enterprise Linux CoreOS", redHatReleases),
        System("Red Hat Enterprise Linux Server", redHatReleases),
        System("Rocky Linux", ["Green Obsidian", "Blue Onyx", "Red Quartz"]),
        System("Scientific Linux", ["Nitrogen"]),
        System("openEuler", ["LTS", "LTS-SP1", "LTS-SP2", "LTS-SP3", "LTS-SP4", "LTS-SP5"]),
    ]

    private static let suseFamily = [
        System("SL-Micro"), System("SLE Micro"), System("SLES"), System("SLES_SAP"), System("openSUSE Leap"),
        System("openSUSE Leap Micro"), System("openSUSE MicroOS", isRolling: true),
        System("openSUSE Tumbleweed", isRolling: true),
    ]

    /// What providers of clouds and makers of container images ship.
    private static let ofClouds = [
        System("Alibaba Cloud Linux", ["Soaring Falcon", "OpenAnolis Edition", "Pro Edition"]),
        System("Amazon Linux"), System("Amazon Linux AMI"), System("Anolis OS"), System("Bottlerocket"),
        System("Chainguard"), System("Common Base Linux Mariner"), System("Container-Optimized OS"),
        System("Flatcar Container Linux by Kinvolk", ["Oklo"]), System("Microsoft Azure Linux"),
        System("OpenCloudOS"), System("Talos"), System("TencentOS Server", ["Final"]), System("VMware Photon OS"),
        System("Wolfi"),
    ]

    private static let independent = [
        System("Alpine Linux"), System("Arch Linux", isRolling: true), System("Buildroot"),
        System("Gentoo", isRolling: true), System("Mageia"), System("Manjaro Linux", isRolling: true),
        System(
            "NixOS",
            ["Quokka", "Raccoon", "Stoat", "Tapir", "Uakari", "Vicuna", "Warbler", "Xantusia"]),
        System("Slackware"), System("Void", isRolling: true),
    ]

    /// Apple's; it has no os-release.
    static let macOS = System("macOS", Set(macOSNames.values).union(["macOS"]))

    /// By the first number of the version.
    static let macOSNames = [
        "11": "Big Sur", "12": "Monterey", "13": "Ventura", "14": "Sonoma", "15": "Sequoia", "26": "Tahoe",
    ]
}
