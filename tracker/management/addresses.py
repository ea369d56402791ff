"""The names and addresses of an address that is listened on: what `up` answers to, and prints."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

# Addresses kept for documentation: the system chooses the way to them, and nothing is ever sent.
_ELSEWHERE = {4: (socket.AF_INET, "192.0.2.1"), 6: (socket.AF_INET6, "2001:db8::1")}


def is_wildcard(host: str) -> bool:
    """Whether listening on it is listening on every address of the machine."""
    address = _address(host)
    return host in {"", "*"} or (address is not None and address.is_unspecified)


def host_names(host: str) -> list[str]:
    """What stands as `Host` in requests that reach `host`, IPv6 in brackets, the one to print first.

    Of a wildcard: localhost, and the machine's own name and addresses as far as they are known without asking a server.
    """
    if not is_wildcard(host):
        return [_bracketed(host)]
    name = socket.gethostname()
    names = ["localhost", *(_bracketed(address) for address in _own_addresses(host)), name]
    if "." not in name:
        names.append(f"{name}.local")  # by which phones and laptops find it
    return list(dict.fromkeys(names))


def address_of(host: str, port: int) -> str:
    """The address of the front page, for a name that `host_names` gave."""
    return f"http://{host}:{port}/"


def _own_addresses(wildcard: str) -> list[str]:
    """The machine's address in its network, of each family that the wildcard stands for and the machine has one of."""
    address = _address(wildcard)
    found = []
    for version in [address.version] if address else _ELSEWHERE:
        family, elsewhere = _ELSEWHERE[version]
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((elsewhere, 9))  # of a datagram it only chooses the way
                found.append(probe.getsockname()[0])
        except OSError:
            continue  # no network of that family
    return found


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def _bracketed(host: str) -> str:
    address = _address(host)
    return f"[{address}]" if isinstance(address, IPv6Address) else host
