// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

/// What a distribution writes into its os-release, and what of it is told.
struct DistributionSample: CustomTestStringConvertible, Sendable {
    var told: OperatingSystem
    var text: String

    init(_ distro: String, _ release: String, _ codename: String, _ lines: String...) {
        told = OperatingSystem(distro: distro, release: release, codename: codename)
        text = lines.joined(separator: "\n") + "\n"
    }

    var testDescription: String { "\(told.distro) \(told.release) \(told.codename)" }

    static let all = debianFamily + redHatFamily + suseFamily + ofClouds + independent

    static let debianFamily = [
        DistributionSample(
            "Debian GNU/Linux", "12", "bookworm", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"",
            "NAME=\"Debian GNU/Linux\"", "VERSION_ID=\"12\"", "VERSION=\"12 (bookworm)\"",
            "VERSION_CODENAME=bookworm", "ID=debian", "HOME_URL=\"https://www.debian.org/\""),
        DistributionSample(
            "Debian GNU/Linux", "other", "forky", "PRETTY_NAME=\"Debian GNU/Linux forky/sid\"",
            "NAME=\"Debian GNU/Linux\"", "VERSION_CODENAME=forky", "ID=debian"),
        // An image without a shell or a package manager.
        DistributionSample(
            "Debian GNU/Linux", "12", "bookworm", "PRETTY_NAME=\"Distroless\"", "NAME=\"Debian GNU/Linux\"",
            "ID=\"debian\"", "VERSION_ID=\"12\"", "VERSION=\"Debian GNU/Linux 12 (bookworm)\""),
        DistributionSample(
            "Debian GNU/Linux", "9", "stretch", "PRETTY_NAME=\"Debian GNU/Linux 9 (stretch)\"",
            "NAME=\"Debian GNU/Linux\"", "VERSION_ID=\"9\"", "VERSION=\"9 (stretch)\""),
        DistributionSample(
            "Ubuntu", "22.04.4 LTS", "jammy", "PRETTY_NAME=\"Ubuntu 22.04.4 LTS\"", "NAME=\"Ubuntu\"",
            "VERSION_ID=\"22.04\"", "VERSION=\"22.04.4 LTS (Jammy Jellyfish)\"", "VERSION_CODENAME=jammy",
            "ID=ubuntu", "ID_LIKE=debian", "UBUNTU_CODENAME=jammy", "LOGO=ubuntu-logo"),
        DistributionSample(
            "Ubuntu", "25.10", "questing", "PRETTY_NAME=\"Ubuntu 25.10\"", "NAME=\"Ubuntu\"",
            "VERSION_ID=\"25.10\"", "VERSION=\"25.10 (Questing Quokka)\"", "VERSION_CODENAME=questing"),
        DistributionSample(
            "Ubuntu Core", "24", "", "NAME=\"Ubuntu Core\"", "VERSION=\"24\"", "ID=ubuntu-core",
            "PRETTY_NAME=\"Ubuntu Core 24\"", "VERSION_ID=\"24\""),
        DistributionSample(
            "Raspbian GNU/Linux", "11", "bullseye", "PRETTY_NAME=\"Raspbian GNU/Linux 11 (bullseye)\"",
            "NAME=\"Raspbian GNU/Linux\"", "VERSION_ID=\"11\"", "VERSION=\"11 (bullseye)\"",
            "VERSION_CODENAME=bullseye", "ID=raspbian"),
        DistributionSample(
            "Devuan GNU/Linux", "5", "daedalus", "PRETTY_NAME=\"Devuan GNU/Linux 5 (daedalus)\"",
            "NAME=\"Devuan GNU/Linux\"", "VERSION_ID=\"5\"", "VERSION=\"5 (daedalus)\""),
        DistributionSample(
            "Kali GNU/Linux", "2025.4", "kali-rolling", "PRETTY_NAME=\"Kali GNU/Linux Rolling\"",
            "NAME=\"Kali GNU/Linux\"", "VERSION_ID=\"2025.4\"", "VERSION=\"2025.4\"",
            "VERSION_CODENAME=kali-rolling"),
        DistributionSample(
            "Linux Mint", "22.1", "xia", "NAME=\"Linux Mint\"", "VERSION=\"22.1 (Xia)\"", "ID=linuxmint",
            "PRETTY_NAME=\"Linux Mint 22.1\"", "VERSION_ID=\"22.1\"", "VERSION_CODENAME=xia"),
        DistributionSample(
            "Astra Linux", "1.7", "", "PRETTY_NAME=\"Astra Linux\"", "NAME=\"Astra Linux\"", "ID=astra",
            "VERSION_ID=1.7_x86-64", "VERSION_CODENAME=1.7_x86-64"),
    ]

    static let redHatFamily = [
        DistributionSample(
            "Red Hat Enterprise Linux", "9.4", "Plow", "NAME=\"Red Hat Enterprise Linux\"", "VERSION=\"9.4 (Plow)\"",
            "ID=\"rhel\"", "VERSION_ID=\"9.4\"", "PRETTY_NAME=\"Red Hat Enterprise Linux 9.4 (Plow)\""),
        DistributionSample(
            "Red Hat Enterprise Linux Server", "7.9", "Maipo", "NAME=\"Red Hat Enterprise Linux Server\"",
            "VERSION=\"7.9 (Maipo)\"", "VERSION_ID=\"7.9\"",
            "PRETTY_NAME=\"Red Hat Enterprise Linux Server 7.9 (Maipo)\""),
        // The third number is the minute of a build.
        DistributionSample(
            "Red Hat Enterprise Linux CoreOS", "413.92", "Plow", "NAME=\"Red Hat Enterprise Linux CoreOS\"",
            "VERSION=\"413.92.202310210500-0\"", "VERSION_ID=\"4.13\"",
            "PRETTY_NAME=\"Red Hat Enterprise Linux CoreOS 413.92.202310210500-0 (Plow)\""),
        DistributionSample(
            "Rocky Linux", "9.4", "Blue Onyx", "NAME=\"Rocky Linux\"", "VERSION=\"9.4 (Blue Onyx)\"",
            "VERSION_ID=\"9.4\"", "PRETTY_NAME=\"Rocky Linux 9.4 (Blue Onyx)\""),
        DistributionSample(
            "AlmaLinux", "8.10", "Cerulean Leopard", "NAME=\"AlmaLinux\"", "VERSION=\"8.10 (Cerulean Leopard)\"",
            "VERSION_ID=\"8.10\"", "PRETTY_NAME=\"AlmaLinux 8.10 (Cerulean Leopard)\""),
        DistributionSample(
            "CentOS Stream", "9", "", "NAME=\"CentOS Stream\"", "VERSION=\"9\"", "VERSION_ID=\"9\"",
            "PRETTY_NAME=\"CentOS Stream 9\""),
        DistributionSample(
            "CentOS Stream", "10", "Coughlan", "NAME=\"CentOS Stream\"", "VERSION=\"10 (Coughlan)\"",
            "VERSION_ID=\"10\"", "PRETTY_NAME=\"CentOS Stream 10 (Coughlan)\""),
        DistributionSample(
            "CentOS Linux", "7", "Core", "NAME=\"CentOS Linux\"", "VERSION=\"7 (Core)\"", "VERSION_ID=\"7\"",
            "PRETTY_NAME=\"CentOS Linux 7 (Core)\"", "", "CENTOS_MANTISBT_PROJECT=\"CentOS-7\""),
        DistributionSample(
            "Fedora Linux", "40", "Container Image", "NAME=\"Fedora Linux\"", "VERSION=\"40 (Container Image)\"",
            "VERSION_ID=40", "VERSION_CODENAME=\"\"", "PRETTY_NAME=\"Fedora Linux 40 (Container Image)\""),
        DistributionSample(
            "Fedora Linux", "40.20240416.3", "CoreOS", "NAME=\"Fedora Linux\"", "VERSION=\"40.20240416.3.1 (CoreOS)\"",
            "VERSION_ID=40", "PRETTY_NAME=\"Fedora Linux 40.20240416.3.1 (CoreOS)\""),
        DistributionSample(
            "Oracle Linux Server", "9.4", "", "NAME=\"Oracle Linux Server\"", "VERSION=\"9.4\"", "ID=\"ol\"",
            "VERSION_ID=\"9.4\"", "PRETTY_NAME=\"Oracle Linux Server 9.4\""),
        DistributionSample(
            "openEuler", "22.03", "LTS-SP1", "NAME=\"openEuler\"", "VERSION=\"22.03 (LTS-SP1)\"",
            "VERSION_ID=\"22.03\"", "PRETTY_NAME=\"openEuler 22.03 (LTS-SP1)\""),
        DistributionSample(
            "Kylin Linux Advanced Server", "V10", "Lance", "NAME=\"Kylin Linux Advanced Server\"",
            "VERSION=\"V10 (Lance)\"", "VERSION_ID=\"V10\"", "PRETTY_NAME=\"Kylin Linux Advanced Server V10 (Lance)\""),
        DistributionSample(
            "RED OS", "7.3", "", "NAME=\"RED OS\"", "VERSION=\"MUROM (7.3.2)\"", "ID=\"redos\"", "VERSION_ID=\"7.3\"",
            "PRETTY_NAME=\"RED OS MUROM (7.3.2)\""),
    ]

    static let suseFamily = [
        DistributionSample(
            "SLES", "15-SP5", "", "NAME=\"SLES\"", "VERSION=\"15-SP5\"", "VERSION_ID=\"15.5\"",
            "PRETTY_NAME=\"SUSE Linux Enterprise Server 15 SP5\"", "ID=\"sles\"", "ID_LIKE=\"suse\""),
        DistributionSample(
            "SLES", "16.0", "", "NAME=\"SLES\"", "PRETTY_NAME=\"SUSE Linux Enterprise Server 16.0\"",
            "VERSION=\"16.0\"", "VERSION_ID=\"16.0\""),
        DistributionSample(
            "openSUSE Leap", "15.6", "", "NAME=\"openSUSE Leap\"", "VERSION=\"15.6\"", "VERSION_ID=\"15.6\"",
            "PRETTY_NAME=\"openSUSE Leap 15.6\""),
        DistributionSample(
            "openSUSE Tumbleweed", "20241015", "", "NAME=\"openSUSE Tumbleweed\"", "# VERSION=\"20241015\"",
            "VERSION_ID=\"20241015\"", "PRETTY_NAME=\"openSUSE Tumbleweed\""),
        DistributionSample(
            "SLE Micro", "5.5", "", "NAME=\"SLE Micro\"", "VERSION=\"5.5\"", "VERSION_ID=\"5.5\"",
            "PRETTY_NAME=\"SUSE Linux Enterprise Micro 5.5\""),
    ]

    static let ofClouds = [
        DistributionSample(
            "Amazon Linux", "2", "", "NAME=\"Amazon Linux\"", "VERSION=\"2\"", "VERSION_ID=\"2\"",
            "PRETTY_NAME=\"Amazon Linux 2\""),
        DistributionSample(
            "Amazon Linux", "2023.6.20241031", "", "NAME=\"Amazon Linux\"", "VERSION=\"2023\"",
            "VERSION_ID=\"2023\"", "PRETTY_NAME=\"Amazon Linux 2023.6.20241031\""),
        DistributionSample(
            "Microsoft Azure Linux", "3.0", "", "NAME=\"Microsoft Azure Linux\"", "VERSION=\"3.0.20250702\"",
            "VERSION_ID=\"3.0\"", "PRETTY_NAME=\"Microsoft Azure Linux 3.0\""),
        DistributionSample(
            "Common Base Linux Mariner", "2.0.20240425", "", "NAME=\"Common Base Linux Mariner\"",
            "VERSION=\"2.0.20240425\"", "VERSION_ID=\"2.0\"", "PRETTY_NAME=\"CBL-Mariner/Linux\""),
        DistributionSample(
            "Alibaba Cloud Linux", "3", "Soaring Falcon", "NAME=\"Alibaba Cloud Linux\"",
            "VERSION=\"3 (Soaring Falcon)\"", "VERSION_ID=\"3\"",
            "PRETTY_NAME=\"Alibaba Cloud Linux 3 (Soaring Falcon)\""),
        DistributionSample(
            "VMware Photon OS", "5.0", "", "NAME=\"VMware Photon OS\"", "VERSION=\"5.0\"", "VERSION_ID=5.0",
            "PRETTY_NAME=\"VMware Photon OS/Linux\""),
        DistributionSample(
            "Flatcar Container Linux by Kinvolk", "2983.2.0", "Oklo", "NAME=\"Flatcar Container Linux by Kinvolk\"",
            "VERSION=2983.2.0", "VERSION_ID=2983.2.0", "BUILD_ID=2021-11-05-1835",
            "PRETTY_NAME=\"Flatcar Container Linux by Kinvolk 2983.2.0 (Oklo)\""),
        DistributionSample(
            "Bottlerocket", "1.47.0", "", "NAME=Bottlerocket", "VERSION=\"1.47.0 (aws-k8s-1.34)\"",
            "PRETTY_NAME=\"Bottlerocket OS 1.47.0 (aws-k8s-1.34)\"", "VERSION_ID=1.47.0", "BUILD_ID=6154605b"),
        DistributionSample(
            "Container-Optimized OS", "117", "", "NAME=\"Container-Optimized OS\"", "VERSION=117", "VERSION_ID=117",
            "PRETTY_NAME=\"Container-Optimized OS from Google\""),
        DistributionSample(
            "Talos", "v1.8.1", "", "NAME=\"Talos\"", "ID=talos", "VERSION_ID=v1.8.1", "PRETTY_NAME=\"Talos (v1.8.1)\""),
        DistributionSample("Wolfi", "20230201", "", "ID=wolfi", "NAME=\"Wolfi\"", "VERSION_ID=\"20230201\""),
    ]

    static let independent = [
        DistributionSample(
            "Alpine Linux", "v3.20", "", "NAME=\"Alpine Linux\"", "ID=alpine", "VERSION_ID=3.20.3",
            "PRETTY_NAME=\"Alpine Linux v3.20\""),
        DistributionSample(
            "Alpine Linux", "3.21.0", "", "NAME=\"Alpine Linux\"", "VERSION_ID=3.21.0_alpha20240807",
            "PRETTY_NAME=\"Alpine Linux edge\""),
        DistributionSample(
            "Arch Linux", "rolling", "", "NAME=\"Arch Linux\"", "PRETTY_NAME=\"Arch Linux\"", "ID=arch",
            "BUILD_ID=rolling"),
        DistributionSample(
            "NixOS", "25.11", "Xantusia", "NAME=NixOS", "VERSION=\"25.11 (Xantusia)\"", "VERSION_CODENAME=xantusia",
            "PRETTY_NAME=\"NixOS 25.11 (Xantusia)\"", "BUILD_ID=\"25.11.20251107.abcdef1\""),
        DistributionSample("Gentoo", "2.17", "", "NAME='Gentoo'", "ID='gentoo'", "VERSION_ID='2.17'"),
        DistributionSample("Void", "rolling", "", "NAME=\"Void\"", "ID=\"void\"", "PRETTY_NAME=\"Void Linux\""),
        DistributionSample("other", "other", "", "NAME=\"Acme Appliance\"", "VERSION_ID=\"7.9\""),
        DistributionSample("other", "other", "", ""),
    ]
}
