// SPDX-License-Identifier: MIT

/// What the program was built for and with: facts of the program rather than of the host.
enum Build {
    /// In the words of the original, which are those of Node.js.
    static var architecture: String {
        #if arch(x86_64)
        "x64"
        #elseif arch(arm64)
        "arm64"
        #elseif arch(arm)
        "arm"
        #elseif arch(i386)
        "ia32"
        #elseif arch(powerpc64) || arch(powerpc64le)
        "ppc64"
        #elseif arch(powerpc)
        "ppc"
        #elseif arch(s390x)
        "s390x"
        #elseif arch(riscv64)
        "riscv64"
        #elseif arch(loongarch64)
        "loong64"
        #else
        PublishedSystems.other
        #endif
    }

    static var platform: String {
        #if os(macOS)
        "darwin"
        #elseif os(Linux)
        "linux"
        #else
        PublishedSystems.other
        #endif
    }

    /// The compiler's version, which is the runtime's: both come from one toolchain.
    static var swiftVersion: String {
        #if compiler(>=6.5)
        "6.5"
        #elseif compiler(>=6.4)
        "6.4"
        #elseif compiler(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }
}
