// SPDX-License-Identifier: MIT

import ArgumentParser
import TelemetryCollector

/// The settings that matter only while the collector serves.
struct ServeOptions: ParsableArguments {
    @Option(help: "\(CollectorSetting.listen.meaning) Default: 127.0.0.1:8340.")
    var listen: String?

    @Flag(help: "\(CollectorSetting.behindProxy.meaning)")
    var behindProxy = false

    @Option(help: "\(CollectorSetting.adminTokenFile.meaning)")
    var adminTokenFile: String?

    @Option(help: "\(CollectorSetting.certificateFile.meaning)")
    var certificateFile: String?

    @Option(help: "\(CollectorSetting.keyFile.meaning)")
    var keyFile: String?

    @Option(help: "\(CollectorSetting.requestsPerAddress.meaning)")
    var requestsPerAddress: String?

    @Option(help: "\(CollectorSetting.messagesPerInstallation.meaning)")
    var messagesPerInstallation: String?

    @Option(help: "\(CollectorSetting.newInstallations.meaning)")
    var newInstallations: String?

    @Option(help: "\(CollectorSetting.requestSeconds.meaning)")
    var requestSeconds: String?

    @Option(help: "\(CollectorSetting.idleSeconds.meaning)")
    var idleSeconds: String?

    @Option(help: "\(CollectorSetting.connections.meaning)")
    var connections: String?

    @Option(help: "\(CollectorSetting.notice.meaning)")
    var notice: String?

    /// What is given on the command line.
    var settings: [CollectorSetting: String] {
        var settings: [CollectorSetting: String] = [:]
        for setting in CollectorSetting.allCases { settings[setting] = self[setting] }
        return settings
    }

    private subscript(setting: CollectorSetting) -> String? {
        switch setting {
        case .data, .database, .pepperFile: nil  // Every command has these.
        case .listen: listen
        case .behindProxy: behindProxy ? "true" : nil
        case .adminTokenFile: adminTokenFile
        case .certificateFile: certificateFile
        case .keyFile: keyFile
        case .requestsPerAddress: requestsPerAddress
        case .messagesPerInstallation: messagesPerInstallation
        case .newInstallations: newInstallations
        case .requestSeconds: requestSeconds
        case .idleSeconds: idleSeconds
        case .connections: connections
        case .notice: notice
        }
    }
}
