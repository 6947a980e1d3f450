// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct ContainerTests {
    private static func isSeen(_ path: String, _ text: String = "") -> Bool {
        Container.isSeen(in: HostFiles([path: text]))
    }

    @Test(arguments: [
        "/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io/serviceaccount/namespace",
        "/run/secrets/kubernetes.io/serviceaccount/namespace",
    ])
    func `is seen by its mark`(_ path: String) {
        #expect(Self.isSeen(path))
    }

    @Test(arguments: [
        "docker": true, "podman": true, "lxc\n": true, "systemd-nspawn": true, "wsl\n": false, "": false, "\n": false,
    ])
    func `is seen by what the manager of services wrote`(_ text: String, _ isContainer: Bool) {
        #expect(Self.isSeen("/run/systemd/container", text) == isContainer)
    }

    @Test(arguments: [
        "0::/docker/0f3c1d\n", "0::/system.slice/docker-0f3c1d.scope\n", "12:pids:/docker/0f3c1d\n0::/\n",
        "0::/kubepods.slice/kubepods-burstable.slice/cri-containerd-0f3c1d.scope\n",
        "11:cpu:/kubepods/besteffort/pod1/2\n",
        "0::/system.slice/containerd.service/kubepods-pod1\n", "0::/lxc.payload.web\n", "4:memory:/lxc/web\n",
        "0::/machine.slice/libpod-1.scope/container\n0::/podman-1\n", "name=systemd:0::/docker/1",
    ])
    func `is seen by the group of its first process`(_ text: String) {
        #expect(Self.isSeen("/proc/1/cgroup", text))
    }

    @Test(arguments: [
        "0::/init.scope\n", "0::/\n", "9:name=systemd:/\n8:pids:/\n0::/\n", "", "docker", "docker:docker", "\0\n\n::\n",
        "0:docker:/init.scope\n",
    ])
    func `is not seen on a host`(_ text: String) {
        #expect(!Self.isSeen("/proc/1/cgroup", text))
        #expect(!Container.isSeen(in: HostFiles([:])))
    }
}
