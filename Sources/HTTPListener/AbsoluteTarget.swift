// SPDX-License-Identifier: MIT

import NIOCore
import NIOHTTP1

/// Keeps the host that a request names in its target, `GET http://HOST/ HTTP/1.1`, which is lost behind here: if the field
/// Host says something else, the target's is added as another one, so that whoever cares sees two.
final class AbsoluteTarget: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), let authority = Self.authority(in: head.uri),
            head.headers["Host"].map({ $0.lowercased() }) != [authority.lowercased()]
        else { return context.fireChannelRead(data) }
        head.headers.add(name: "Host", value: authority)
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// What is between the scheme and the path; `nil` in the usual target, which starts with the path.
    private static func authority(in target: String) -> String? {
        guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else { return nil }
        return String(target[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }
}
