"""What a desk answers to, by what it listens on."""

import socket

import pytest

from tracker.management import addresses


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("127.0.0.1", ["127.0.0.1"], id="an address is itself"),
        pytest.param("192.168.1.5", ["192.168.1.5"], id="of the network too"),
        pytest.param("desk.example.org", ["desk.example.org"], id="a name is itself"),
        pytest.param("::1", ["[::1]"], id="IPv6 stands in brackets"),
        pytest.param("[::1]", ["[::1]"], id="and not in two pairs"),
        pytest.param("fe80:0:0:0:0:0:0:5", ["[fe80::5]"], id="and short, as browsers write it"),
    ],
)
def test_one_address_has_one_name(host: str, expected: list[str]) -> None:
    assert addresses.host_names(host) == expected
    assert not addresses.is_wildcard(host)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        pytest.param("0.0.0.0", ["192.168.1.5"], id="every IPv4"),  # noqa: S104  nothing listens
        pytest.param("::", ["[2001:db8:5::5]"], id="every IPv6"),
        pytest.param("[::]", ["[2001:db8:5::5]"], id="in brackets"),
        pytest.param("*", ["192.168.1.5", "[2001:db8:5::5]"], id="every address"),
    ],
)
def test_a_wildcard_has_all_of_the_machine(monkeypatch: pytest.MonkeyPatch, host: str, own: list[str]) -> None:
    class Probe(socket.socket):
        def connect(self, _: object) -> None: ...

        def getsockname(self) -> tuple[str, int]:
            return ("192.168.1.5" if self.family == socket.AF_INET else "2001:db8:5::5", 1)

    monkeypatch.setattr(socket, "socket", Probe)
    monkeypatch.setattr(socket, "gethostname", lambda: "desk")
    assert addresses.host_names(host) == ["localhost", *own, "desk", "desk.local"]
    assert addresses.is_wildcard(host)


def test_without_a_network_there_are_names_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Probe(socket.socket):
        def connect(self, _: object) -> None:
            raise OSError

    monkeypatch.setattr(socket, "socket", Probe)
    monkeypatch.setattr(socket, "gethostname", lambda: "desk.example.org")
    assert addresses.host_names("*") == ["localhost", "desk.example.org"]
