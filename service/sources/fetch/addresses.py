"""Which IP addresses are anybody's on the internet, and which belong to this machine's side.

From IANA's registries of special-purpose addresses (RFC 6890), written out: what Python's
``ipaddress`` knows of them changes from one version to the next.
"""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_OURS_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this host: Linux takes 0.0.0.0 for itself
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # behind a carrier's NAT; a cloud's metadata (100.100.100.200)
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # a cloud's own agent, at a public-looking address
            "169.254.0.0/16",  # link-local, and most clouds' metadata (169.254.169.254)
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocols; a cloud's metadata (192.0.0.192)
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112: reverse look-ups of private addresses
            "192.52.193.0/24",  # multicast tunnels
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
_ANYBODYS_6 = ipaddress.IPv6Network("2000::/3")
"""Global unicast; all that lies outside is loopback, link-local, site-local, unique local
(fd00:ec2::254 is a cloud's metadata), multicast, segment routing or an IPv4 address in disguise.
"""
_OURS_6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocols: Teredo, ORCHID, benchmarks
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which holds an IPv4 address and is out of use (RFC 7526)
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""NAT64: how a network without IPv4 asks for an IPv4 address, the last four bytes (RFC 6052)."""


def is_anybodys(address: Address) -> bool:
    """Whether ``address`` may be asked: it names the same host from everywhere.

    One with a zone (``fe80::1%eth0``) never does.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in each for each in _OURS_4)
    if address.scope_id is not None:
        return False
    if address in _TRANSLATED:
        return is_anybodys(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in _ANYBODYS_6 and not any(address in each for each in _OURS_6)
