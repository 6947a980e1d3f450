// SPDX-License-Identifier: MIT

import Monitoring
import TelemetryWire

@testable import ButlerSOS
@testable import SenseSources
@testable import TelemetryClient

extension SeededLeak {
    static let inFacts = [
        fact("the host's name as distribution", breaksGrammar: true) { $0.system.distro = $1.hostName },
        fact("PRETTY_NAME unfiltered", breaksGrammar: true) { $0.system.distro = $1.osRelease["PRETTY_NAME"] },
        fact("the kernel's release as release", breaksGrammar: true) { $0.system.release = $1.kernelRelease },
        fact("BUILD_ID behind the release", breaksGrammar: true) {
            $0.system.release += " " + $1.osRelease["BUILD_ID"]
        },
        fact("IMAGE_VERSION behind the release, which looks like a version") {
            $0.system.release = "12." + $1.osRelease["IMAGE_VERSION"]
        },
        fact("VERSION_CODENAME unfiltered") { $0.system.codename = $1.osRelease["VERSION_CODENAME"] },
        fact("the text of a failed poll as codename", breaksGrammar: true) {
            $0.system.codename = $1.site.failures.first ?? ""
        },
        fact("a tag behind the program's version", breaksGrammar: true) {
            $0.serviceVersion += "+" + ($1.configuration.serverSettings.definedTags.first ?? "")
        },
        fact("the metrics page behind the program's version", breaksGrammar: true) {
            $0.serviceVersion += $1.metricsPage
        },
        fact("the host's memory as runtime version", breaksGrammar: true) {
            $0.system.swiftVersion = "6.\($1.telemetry.facts.totalMemory >> 30)"
        },
        fact("the number of processors as architecture", breaksGrammar: true) {
            $0.system.arch += "-\($1.host.files["/proc/cpuinfo"]?.utf8.count ?? 0)"
        },
        fact("a container counts as virtual machine") {
            $0.system.virtual = $0.system.virtual != $1.telemetry.facts.isContainer
        },
        fact("a number of apps as flag") { $0.features["appNames"] = $1.apps.current.count > 4 },
        fact("whether the number of sessions is even as flag") {
            $0.features["userSessions"] = $1.sessions.isMultiple(of: 2)
        },
        fact("a number of servers as flag") { $0.features["prometheus"] = $1.serverCount > 2 },
        fact("a switch that is no reported feature as flag") {
            $0.features["logdb"] = $1.configuration.crashFile.isEnabled
        },
        fact("the generation of the configuration as flag") { $0.features["mqtt"] = $1.isOldConfiguration },
        fact("a flag that is left out while there are many sessions", breaksGrammar: true) {
            if $1.hasManySessions { $0.features["heartbeat"] = nil }
        },
        fact("capital letters while there are many sessions", breaksGrammar: true) {
            if $1.hasManySessions { $0.system.distro = $0.system.distro.uppercased() + " " }
        },
        fact("capital letters in the ID while there are many sessions", breaksGrammar: true) {
            if $1.hasManySessions { $0.system.id = $0.system.id.uppercased() }
        },
        fact("a longer ID on older configurations", breaksGrammar: true) {
            if $1.isOldConfiguration { $0.system.id += "00" }
        },
    ]
}
