// SPDX-License-Identifier: MIT

import Logging
import MonitoringPipeline
import NIOCore
import NIOPosix
import NameLookup

extension DatagramReceiver {
    /// Has room for thousands of datagrams; what Linux grants by default has room for hundreds.
    private static let enoughBuffer = 4 << 20
    /// How many are read in one go. Each has room for the longest that is allowed, of which only what is written costs memory.
    private static let readCount = 64
    /// How long the end waits for the rest of a flood.
    private static let drainLimit: Duration = .milliseconds(500)
    /// How long it waits for the turns of what was read: several times as long as the most that may wait takes.
    private static let turnsLimit: Duration = .seconds(5)

    /// Opens the port again and again until this ends.
    func listen() async {
        let backoff = Backoff(base: .seconds(1), cap: .seconds(60))
        var told: BindFailure?
        var failures = 0
        while !Task.isCancelled {
            do throws(BindFailure) {
                let channel = try await open()
                if told != nil { logger.notice("\(name): the port is there now") }
                told = nil
                failures = 0
                await serve(channel)
                if Task.isCancelled { return }
                logger.error("\(name): the port was closed; it will be opened again", metadata: place)
            } catch {
                if error != told {
                    let more: Logger.Metadata = ["cause": "\(error.cause)", "advice": "\(error.advice)"]
                    logger.error(
                        "\(name): cannot listen; continuing without, and trying again",
                        metadata: place.merging(more) { $1 })
                }
                told = error
            }
            failures += 1
            guard await pause(backoff.delay(afterAttempt: failures, random: surroundings.random())) else { return }
        }
    }

    private var place: Logger.Metadata { ["host": "\(settings.host)", "port": "\(settings.port)"] }

    /// Binds the port; nothing is read yet.
    private func open() async throws(BindFailure) -> any Channel {
        let address = try await bindAddress()
        do {
            // Read and not parsed yet are never more than these.
            let readCount = readCount
            // One byte more than allowed, to see that there are too many.
            let place = min(max(settings.maximumSize, 1), 65_535) + 1
            let bootstrap = DatagramBootstrap(group: loop.eventLoop)
                .channelOption(.socketOption(.so_rcvbuf), value: .init(clamping: settings.receiveBuffer))
                .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: readCount * place))
                .channelOption(.autoRead, value: false)
                .channelInitializer { [self] channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(reader())
                    }
                }
            #if os(Linux)
            // One vectored read is one batch.
            let channel = try await bootstrap.channelOption(.datagramVectorReadMessageCount, value: readCount)
                .channelOption(.maxMessagesPerRead, value: 1).bind(to: address).get()
            #else
            let channel = try await bootstrap.channelOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: place)
            )
            .channelOption(.maxMessagesPerRead, value: UInt(readCount)).bind(to: address).get()
            #endif
            return channel
        } catch {
            throw BindFailure(error, setting: settings.setting)
        }
    }

    /// A third, so that one is parsed, one waits and one is read.
    private var readCount: Int { max(1, min(Self.readCount, settings.maximumWaiting / 3)) }

    private func reader() -> BatchReader {
        BatchReader(
            name, settings: settings, readCount: readCount, turns: loop.turns.value, sources: sources,
            handler: makeHandler(),
            counters: counters,
            reporter: reporter, now: surroundings.now, logger: logger)
    }

    private func bindAddress() async throws(BindFailure) -> SocketAddress {
        // An IPv6 address may stand in brackets, as in addresses of pages.
        let isInBrackets = settings.host.hasPrefix("[") && settings.host.hasSuffix("]")
        let host = isInBrackets ? String(settings.host.dropFirst().dropLast()) : settings.host
        do {
            return try SocketAddress(ipAddress: host, port: settings.port)
        } catch {
            let cause: String
            switch await surroundings.lookUp(host) {
            case .addresses(let found):
                let first = found.first { $0.protocol == .inet } ?? found.first
                if var address = first {
                    address.port = settings.port
                    return address
                }
                cause = "the host has no address"
            case .unknown: cause = "there is no such host"
            case .failed(let reason): cause = reason
            }
            throw BindFailure(unknownHost: cause, setting: settings.setting)
        }
    }

    /// Reads until the port closes or this ends.
    private func serve(_ channel: any Channel) async {
        let (closed, close) = AsyncStream<Void>.makeStream()
        channel.closeFuture.whenComplete { _ in close.finish() }
        await begin(channel)
        for await _ in closed {}
        await drain(channel)
        readKernelDrops()
        counters.listensNoMore()
        try? await channel.close()
        await handleRest()
    }

    private func begin(_ channel: any Channel) async {
        let buffer = await grantedBuffer(channel)
        let address = channel.localAddress
        counters.listens(at: address, receiveBuffer: buffer)
        readKernelDrops()
        logger.notice(
            "\(name): listening",
            metadata: [
                "host": "\(settings.host)", "port": "\(address?.port ?? settings.port)", "receive_buffer": "\(buffer)",
            ])
        if buffer < Self.enoughBuffer {
            logger.warning(
                "\(name): the kernel grants a small receive buffer, so a burst may be lost",
                metadata: [
                    "receive_buffer": "\(buffer)", "wanted": "\(settings.receiveBuffer)",
                    "advice": "sysctl -w net.core.rmem_max=\(settings.receiveBuffer)",
                ])
        }
        // Meanwhile the kernel keeps what comes, so that nobody is refused only because his name is not looked up yet.
        if let sources, sources.hasNames { await sources.refresh() }
        if let address { surroundings.onListening(address) }
        _ = try? await channel.setOption(.autoRead, value: true).get()
    }

    /// In the sense of the setting: Linux says twice as much, since half is for its own needs.
    private func grantedBuffer(_ channel: any Channel) async -> Int {
        let size = (try? await channel.getOption(.socketOption(.so_rcvbuf)).get()).map { Int($0) } ?? 0
        #if os(Linux)
        return size / 2
        #else
        return size
        #endif
    }

    /// Takes what the kernel still keeps, unless more and more comes: then what comes after the limit is lost.
    private func drain(_ channel: any Channel) async {
        guard channel.isActive, let socket = counters.socket else { return }
        await lookAgain(for: Self.drainLimit) { table.row(of: socket.address)?.waitingBytes ?? 0 > 0 }
    }

    /// What was read gets its turns still: destinations could not keep up with all of it at once.
    private func handleRest() async {
        await lookAgain(for: Self.turnsLimit) { counters.waiting > 0 }
        guard counters.waiting > 0 else { return }
        try? await loop.eventLoop.submit { [turns = loop.turns] in turns.value.handleRest() }.get()
    }

    private func lookAgain(for limit: Duration, while goesOn: () -> Bool) async {
        let start = counters.elapsed()
        for _ in 0..<100_000 where counters.elapsed() - start < limit {
            guard goesOn() else { return }
            // By then the event loop has read once more, and a turn may have come.
            try? await loop.eventLoop.scheduleTask(in: .microseconds(50)) {}.futureResult.get()
        }
    }

    private var table: KernelSocketTable { KernelSocketTable(read: surroundings.readFile) }

    /// Asks the kernel what it dropped, for figures that are about to be shown; it is asked once a minute anyway.
    package func readKernelDrops() {
        guard let socket = counters.socket, let row = table.row(of: socket.address) else { return }
        counters.sawKernelDrops(row.drops, of: socket)
    }
}
