"""Addresses of the network, without the part that tells one household from its neighbours."""

import ipaddress

_KEPT_BITS = {4: 24, 6: 48}


def shortened_ip(text: str) -> str:
    """192.0.2.0 for 192.0.2.77, 2001:db8:1:: for 2001:db8:1:2::7; empty for what is none."""
    try:
        address = ipaddress.ip_address(text.strip().partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    network = ipaddress.ip_network((address, _KEPT_BITS[address.version]), strict=False)
    return str(network.network_address)
