// SPDX-License-Identifier: MIT

import Foundation

/// Measures how fast one thread guesses the host behind a published ID: behind the original's, and behind this project's.
///
/// usage: identity-attack [SEED]
@main
struct IdentityAttack {
    /// Chosen by the seed; the attacks below get its IDs and try to find its number again.
    private let host: Host
    /// A second ID under a secret that is small enough to be guessed.
    private let toySecret: Int
    /// From the system's generator: not even the seed tells it.
    private let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max) }

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count <= 1, let seed = UInt64(arguments.first ?? "1") else {
            print("usage: identity-attack [SEED]")
            exit(1)
        }
        guard KnownAnswers.areRight else {
            print("identity-attack: the constructions do not give the published answers")
            exit(1)
        }
        IdentityAttack(seed: seed).run()
    }

    private init(seed: UInt64) {
        var dice = Dice(state: seed)
        host = Host(
            number: Int.random(in: 0..<Host.numbers, using: &dice), ipv4: "10.20.30.40",
            repositoryHost: "sense01.example.local", systemID: "4c4c4544004235108051b4c04f4a3332")
        toySecret = Int.random(in: 0..<SecretID.toySecrets, using: &dice)
    }

    private func run() {
        print(
            """
            One thread guesses which host is behind an ID. The last 24 bits of its MAC address are drawn with a seed and
            forgotten; the vendor's 24 bits, the IPv4 address and the rest are known. The MAC address is the key of the HMAC, so
            the key is another one for each guess and nothing can be computed beforehand. SHA-256 is swift-crypto's; HMAC is
            written out over it, since the ready-made one allocates. All guesses are always made, also after the right one.

            """)
        print(Attempt.head)
        print(guessOriginal().row)
        print(inventoryAgainstOriginal().row)
        print(enumerateFingerprints().row)
        print(inventoryAgainstSecret().row)
        print(guessToy(candidates: 1).row)
        let toy = guessToy(candidates: 16)
        print(toy.row)
        print(withTheSecret().row)
        let years = log10(toy.guessesPerSecond) + log10(365.25 * 86400)
        print(
            """

            What the rows for this project's ID show: a fingerprint can be computed for every candidate, but no message has
            it. The ID is the fingerprint under a secret of 256 random bits, so a guess about the host can only be checked
            together with a guess of the secret. The toy rows give the guesser all but 20 bits of it: the work is hosts times
            secrets, and knowing the host for sure only takes the first factor away. With all 256 bits unknown the second
            is 2^256, some 10^\(Int(log10(2.0) * 256 - years)) years at this speed. The last figure of the toy rows: were the ID shorter than the secret,
            16 bits against 20, so many hosts would fit it under some secret; guessing does not even rule hosts out.
            "None" in the other rows proves nothing by itself: it says that neither a fingerprint nor a fingerprint under a
            made-up secret, both of which are tried, happened to be the ID.

            What it takes instead is the secret: the file telemetry/secret in the state folder, mode 0600. Who reads it can
            guess as against the original (last row, two HMACs a guess), but has access to the host already.
            """)
    }

    private func guessOriginal() -> Attempt {
        var known = host
        known.systemID = ""
        let target = OriginalID(known).id()
        known.number = 0
        let guesser = OriginalID(known)
        return Attempt("the original's", knows: "vendor, IPv4; no system ID", guesses: Host.numbers) {
            verdict((0..<Host.numbers).filter { guesser.id(number: $0) == target })
        }
    }

    private func inventoryAgainstOriginal() -> Attempt {
        let target = OriginalID(host).id()
        return Attempt("the original's", knows: "an inventory: everything", guesses: 1) {
            OriginalID(host).id() == target ? "confirmed" : "not confirmed"
        }
    }

    private func enumerateFingerprints() -> Attempt {
        let target = id()
        var known = host
        known.number = 0
        let guesser = SecretID(known, secret: [UInt8](repeating: 0, count: 32))
        return Attempt("ours", knows: "vendor, IPv4, Sense host, system ID", guesses: Host.numbers) {
            verdict(
                (0..<Host.numbers).filter {
                    let fingerprint = guesser.fingerprint(number: $0)
                    return fingerprint == target || guesser.id(of: fingerprint) == target
                })
        }
    }

    private func inventoryAgainstSecret() -> Attempt {
        let target = id()
        let guesser = SecretID(host, secret: [UInt8](repeating: 0, count: 32))
        return Attempt("ours", knows: "an inventory: everything but the secret", guesses: 1) {
            let fingerprint = guesser.fingerprint()
            return [fingerprint, guesser.id(of: fingerprint)].contains(target) ? "confirmed" : "none can be confirmed"
        }
    }

    /// Guesses host and toy secret together, for so many hosts, of which one is right.
    private func guessToy(candidates: Int) -> Attempt {
        let guesser = SecretID(host, secret: secret)
        let target = guesser.id(of: guesser.fingerprint(), toySecret: toySecret)
        let numbers = (0..<candidates).map { (host.number + $0 * 4096) % Host.numbers }
        let knows =
            "236 of 256 bits of the secret; \(candidates == 1 ? "everything else" : "\(candidates) hosts in question")"
        return Attempt("ours, toy secret", knows: knows, guesses: candidates * SecretID.toySecrets) {
            var found: [Int] = []
            var possible = 0
            for number in numbers {
                let fingerprint = guesser.fingerprint(number: number)
                var fits = false
                for secret in 0..<SecretID.toySecrets {
                    let code = guesser.id(of: fingerprint, toySecret: secret)
                    if code == target { found.append(number) }
                    fits = fits || code.start == target.start
                }
                possible += fits ? 1 : 0
            }
            return verdict(found)
                + "; a shorter ID fits \(possible) of \(candidates)"
        }
    }

    private func withTheSecret() -> Attempt {
        let target = id()
        var known = host
        known.number = 0
        let guesser = SecretID(known, secret: secret)
        return Attempt("ours", knows: "the secret; all but 24 bits of the MAC", guesses: Host.numbers) {
            verdict((0..<Host.numbers).filter { guesser.id(of: guesser.fingerprint(number: $0)) == target })
        }
    }

    private func id() -> Code {
        let maker = SecretID(host, secret: secret)
        return maker.id(of: maker.fingerprint())
    }

    private func verdict(_ found: [Int]) -> String {
        if found.isEmpty { return "none can be confirmed" }
        return found == [host.number] ? "the host is found" : "wrong: \(found.count) hosts"
    }

    /// Numbers from a seed, so that a run can be repeated.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 32)
        }
    }
}
