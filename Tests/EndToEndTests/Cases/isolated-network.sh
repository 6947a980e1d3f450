#!/bin/sh
# Makes a network of two and becomes the sink in it. Run by `unshare --map-root-user --net --mount`, so that nothing of it is
# seen outside, and all of it goes with its processes.
#
# usage: isolated-network.sh FOLDER COMMAND [ARGUMENT ...]
#
# The sink's side is this process: interface sink, 192.0.2.1. The other side, where a program is watched, is the namespace
# /run/netns/inside: interface monitor, 192.0.2.2, and everything but 127.0.0.0/8 goes down the one cable. The neighbours know
# each other by heart and do not speak IPv6: the kernel has nothing to say of its own.
set -eu
PATH=$PATH:/usr/sbin:/sbin
folder=$1
shift

# Names are looked up at the sink, and nowhere else: sockets of a resolver on this machine would be a way around the cable.
mount -t tmpfs none /run
provide() {
    target=$(readlink -m "/etc/$1")
    case $target in
    /run/*)
        mkdir -p "$(dirname "$target")"
        : >"$target"
        ;;
    esac
    mount --bind "$folder/$1" "$target"
}
echo "nameserver 192.0.2.1" >"$folder/resolv.conf"
echo "127.0.0.1 localhost" >"$folder/hosts"
echo "hosts: files dns" >"$folder/nsswitch.conf"
provide resolv.conf
provide hosts
[ ! -e /etc/nsswitch.conf ] || provide nsswitch.conf

# shellcheck disable=SC2016 # expanded by the shells that run it
quiet='for each in all default; do echo 1 2>/dev/null >/proc/sys/net/ipv6/conf/$each/disable_ipv6 || true; done'
inside() { nsenter --net=/run/netns/inside "$@"; }
eval "$quiet"
ip netns add inside
inside sh -c "$quiet"

sink_mac=02:00:00:00:00:01
monitor_mac=02:00:00:00:00:02
ip link add sink address $sink_mac type veth peer name monitor netns inside address $monitor_mac
ip link set lo up
ip link set sink addrgenmode none up
ip address add 192.0.2.1/24 dev sink
ip neighbour add 192.0.2.2 lladdr $monitor_mac dev sink nud permanent
# Here packets vanish.
ip route add blackhole 198.51.100.0/24
inside sh -c "ip link set lo up && ip link set monitor addrgenmode none up &&
    ip address add 192.0.2.2/24 dev monitor && ip route add default via 192.0.2.1 &&
    ip neighbour add 192.0.2.1 lladdr $sink_mac dev monitor nud permanent"
exec "$@"
