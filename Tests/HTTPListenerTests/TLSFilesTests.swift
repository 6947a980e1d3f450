// SPDX-License-Identifier: MIT

import HTTPListener
import MonitoringTestKit
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@Suite(.timeLimit(.minutes(3)))
struct TLSFilesTests {
    private static let script = """
        set -e
        new="openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        $new -x509 -days 2 -subj /CN=test-authority -keyout authority.key -out authority.pem
        $new -subj /CN=collector -addext subjectAltName=DNS:localhost -keyout server.key -out server.csr
        openssl x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 2 \
          -copy_extensions copy -out server.pem
        cat authority.pem >> server.pem
        echo nothing > empty.pem
        """

    private func files(_ work: (TemporaryDirectory) async throws -> Void) async throws {
        let directory = try TemporaryDirectory()
        let process = try ChildProcess("/bin/sh", ["-c", Self.script], directory: directory.path)
        try #require(try await process.waitForExit() == 0, "openssl did not make certificates: \(process.text)")
        try await work(directory)
    }

    @Test func `serves with the chain and the key, and refuses to talk without TLS`() async throws {
        try await files { directory in
            let tls = TLSFiles(certificateFile: directory.file("server.pem"), keyFile: directory.file("server.key"))
            let limits = ConnectionLimits(requestTime: .milliseconds(500), partingTime: .milliseconds(10))
            let authority = directory.file("authority.pem")
            try await RunningListener.run(limits, tls: tls) { listener in
                var configuration = TLSConfiguration.makeClientConfiguration()
                configuration.trustRoots = .file(authority)
                let context = try NIOSSLContext(configuration: configuration)
                let answer = try await Self.exchange(context, port: listener.port)
                #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
                #expect(answer.hasSuffix("hello"))
                let plain = try await RawConnection.exchange(["GET / HTTP/1.1\r\nHost: a\r\n\r\n"], port: listener.port)
                #expect(!plain.contains("HTTP"))
                // Who never shakes hands is not waited for.
                _ = try await RawConnection.exchange([String](), port: listener.port)
                #expect(try await Self.exchange(context, port: listener.port).hasSuffix("hello"))
                #expect(listener.log.fullTexts.isEmpty)
            }
        }
    }

    @Test func `names the file that is wrong, and why`() async throws {
        try await files { directory in
            let cases: [(String, String, String, String)] = [
                ("none.pem", "server.key", "none.pem", "cannot be read: No such file or directory"),
                ("server.pem", "none.pem", "none.pem", "cannot be read: No such file or directory"),
                ("empty.pem", "server.key", "empty.pem", "holds no certificate"),
                ("server.key", "server.key", "server.key", "holds no certificate"),
                ("server.pem", "empty.pem", "empty.pem", "holds no private key"),
                ("server.pem", "server.pem", "server.pem", "holds no private key"),
                ("server.pem", "authority.key", "authority.key", "is not the key of the first certificate"),
            ]
            for (certificate, key, file, problem) in cases {
                let tls = TLSFiles(certificateFile: directory.file(certificate), keyFile: directory.file(key))
                let failure = #expect(throws: TLSFilesFailure.self) { try tls.configuration() }
                #expect(failure?.file == directory.file(file))
                #expect(failure?.problem.hasPrefix(problem) == true, "\(failure?.description ?? "")")
            }
        }
    }

    private static func exchange(_ context: NIOSSLContext, port: Int) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(context: context, serverHostname: "localhost")
                    try channel.pipeline.syncOperations.addHandler(handler)
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(
                ByteBuffer(string: "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
            return await RawConnection.readAll(inbound)
        }
    }
}
