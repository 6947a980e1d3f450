// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder held open: names are looked up in it, wherever its path leads a moment later.
///
/// It is not reached through a link, so that the user of a service cannot send an administrator's command elsewhere.
final class OpenFolder: Sendable {
    let path: String
    let owner: uid_t
    /// Others than the owner may look into it or change it.
    let isOpenToOthers: Bool
    private let group: gid_t
    private let descriptor: CInt

    private init(path: String, descriptor: CInt, _ facts: stat) {
        self.path = path
        self.descriptor = descriptor
        (owner, group) = (facts.st_uid, facts.st_gid)
        isOpenToOthers = facts.st_mode & 0o077 != 0
    }

    static func open(_ path: String) throws(OpenFolderFailure) -> OpenFolder {
        let descriptor = openDescriptor(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        var (facts, above) = (stat(), stat())
        guard fstat(descriptor, &facts) == 0, fstatat(descriptor, "..", &above, 0) == 0 else {
            let number = errno
            close(descriptor)
            throw .unusable(TelemetryStateFailure(path, "cannot be looked at", number))
        }
        // Root works for the service whose folder it is, and for nobody who put a folder of his own there.
        let owner = facts.st_uid
        guard owner == geteuid() || geteuid() == 0 && (owner == above.st_uid || owner == 0) else {
            close(descriptor)
            throw .unusable(
                TelemetryStateFailure(
                    file: path,
                    problem: "belongs to user \(owner), and this program runs as user \(geteuid()): chown it"))
        }
        return OpenFolder(path: path, descriptor: descriptor, facts)
    }

    deinit { close(descriptor) }

    /// Takes from others every right to the folder.
    func closeToOthers() { fchmod(descriptor, 0o700) }

    /// Opens a file: not a link, which could lead anywhere, and not a pipe, which would never answer.
    func file(_ name: String, _ flags: CInt) -> CInt {
        openat(descriptor, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    }

    func rename(_ old: String, to new: String) -> Bool { renameat(descriptor, old, descriptor, new) == 0 }

    /// True if the file is gone, also if there was none.
    func remove(_ name: String) -> Bool { unlinkat(descriptor, name, 0) == 0 || errno == ENOENT }

    /// A new name or a lost one lasts only when the folder is on disk.
    func sync() { fsync(descriptor) }

    /// What root writes belongs to the folder's owner.
    func giveToOwner(_ file: CInt) {
        if geteuid() == 0 { fchown(file, owner, group) }
    }

    /// A folder that root made belongs to the owner of the one above.
    func giveToOwnerAbove() {
        var above = stat()
        if fstatat(descriptor, "..", &above, 0) == 0 { fchown(descriptor, above.st_uid, above.st_gid) }
    }

    /// The facts of an open file, if it is one that this folder may hold.
    func checked(_ file: CInt, _ name: String) throws(TelemetryStateFailure) -> stat {
        var facts = stat()
        guard fstat(file, &facts) == 0 else {
            throw TelemetryStateFailure("\(path)/\(name)", "cannot be looked at", errno)
        }
        let problem: String
        if facts.st_mode & S_IFMT != S_IFREG {
            problem = "is not a file"
        } else if facts.st_uid != geteuid(), facts.st_uid != 0, geteuid() != 0 || facts.st_uid != owner {
            problem =
                "belongs to user \(facts.st_uid), so it cannot be trusted: chown it to user \(owner), or remove it"
        } else if facts.st_nlink > 1, facts.st_uid != owner {
            // The folder's owner may have linked to a file of root's, which then must not be changed or given away.
            problem = "has another name elsewhere, so it cannot be trusted: remove it"
        } else {
            return facts
        }
        throw TelemetryStateFailure(file: "\(path)/\(name)", problem: problem)
    }

    private static func failure(_ path: String, _ number: CInt) -> OpenFolderFailure {
        var facts = stat()
        guard lstat(path, &facts) == 0 else {
            // Where there can be no folder, there is no file.
            return number == ENOENT || number == ENOTDIR
                ? .missing(TelemetryStateFailure(path, "is not there", number))
                : .unusable(TelemetryStateFailure(path, "cannot be opened", number))
        }
        switch facts.st_mode & S_IFMT {
        case S_IFLNK:
            return .unusable(
                TelemetryStateFailure(file: path, problem: "is a link, which is not followed: expected a folder"))
        case S_IFDIR: return .unusable(TelemetryStateFailure(path, "cannot be opened", number))
        default: return .unusable(TelemetryStateFailure(file: path, problem: "is not a folder"))
        }
    }
}

/// Why a folder cannot be opened.
enum OpenFolderFailure: Error {
    case missing(TelemetryStateFailure)
    case unusable(TelemetryStateFailure)

    var reason: TelemetryStateFailure {
        switch self {
        case .missing(let reason), .unusable(let reason): reason
        }
    }
}

/// Outside the type, where `open` is the system's.
private func openDescriptor(_ path: String, _ flags: CInt) -> CInt { open(path, flags) }
