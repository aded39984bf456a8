"""Whose address a request has: only a trusted proxy may speak for somebody else, and nothing said is a 500."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.accounts.addresses import client_address, network_of
from tests.accounts.forge import ringfence
from tests.people import PASSWORD, Person, call

PROXIES = ["10.0.0.0/8", "fd00::/8", "192.0.2.80/32"]


def seen(remote: str, forwarded: str | None, trusted: list[str]) -> str | None:
    meta = {"REMOTE_ADDR": remote, **({} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded})}
    with ringfence(TRUSTED_PROXIES=trusted):
        return client_address(meta)


@pytest.mark.parametrize("forwarded", [None, "", "203.0.113.5", "10.0.0.1", "127.0.0.1", "203.0.113.5, 10.0.0.1"])
@pytest.mark.parametrize("trusted", [[], PROXIES])
def test_a_stranger_speaks_for_nobody_else(forwarded: str | None, trusted: list[str]) -> None:
    assert seen("198.51.100.7", forwarded, trusted) == "198.51.100.7"


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("10.1.2.3", None, "10.1.2.3"),
        ("10.1.2.3", "203.0.113.5", "203.0.113.5"),
        ("10.1.2.3", "  203.0.113.5  ", "203.0.113.5"),
        # What the client itself wrote stands to the left of what the proxy saw.
        ("10.1.2.3", "1.1.1.1, 203.0.113.5", "203.0.113.5"),
        ("10.1.2.3", "10.9.9.9, 203.0.113.5", "203.0.113.5"),
        ("10.1.2.3", "1.1.1.1, 203.0.113.5, 10.4.5.6, 192.0.2.80", "203.0.113.5"),
        ("10.1.2.3", "10.4.5.6, 10.7.8.9", "10.4.5.6"),
        ("10.1.2.3", "203.0.113.5, nonsense", "10.1.2.3"),
        ("10.1.2.3", "203.0.113.5, ", "10.1.2.3"),
        ("10.1.2.3", "203.0.113.5:443", "10.1.2.3"),
        ("10.1.2.3", "unknown", "10.1.2.3"),
        ("10.1.2.3", "2001:DB8::0:1", "2001:db8::1"),
        ("10.1.2.3", "::ffff:203.0.113.5", "203.0.113.5"),
        ("10.1.2.3", "fe80::1%eth0", "fe80::1"),
        ("::ffff:10.1.2.3", "203.0.113.5", "203.0.113.5"),
        ("fd00::1", "203.0.113.5", "203.0.113.5"),
        ("10.1.2.3", "0x7f.1", "10.1.2.3"),
        ("10.1.2.3", "203.0.113.005", "10.1.2.3"),
        ("10.1.2.3", "," * 5_000, "10.1.2.3"),
    ],
)
def test_a_trusted_proxy_says_whom_it_serves(remote: str, forwarded: str | None, address: str) -> None:
    assert seen(remote, forwarded, PROXIES) == address


@pytest.mark.parametrize("remote", ["", "unix:", "/run/socket", "nonsense"])
@pytest.mark.parametrize("forwarded", [None, "203.0.113.5"])
def test_without_an_address_there_is_none_and_nobody_is_believed(remote: str, forwarded: str | None) -> None:
    assert seen(remote, forwarded, PROXIES) is None


def test_everybody_may_be_trusted_where_nothing_else_can_connect() -> None:
    assert seen("198.51.100.7", "1.1.1.1, 203.0.113.5", ["0.0.0.0/0"]) == "1.1.1.1"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        (None, None),
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
    ],
)
def test_throttles_count_a_network_of_ipv6_as_one(address: str | None, network: str | None) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("10.1.2.3", "203.0.113.5", "203.0.113.5"),
        ("198.51.100.7", "203.0.113.5", "198.51.100.7"),
        ("fe80::1%eth0", "", "fe80::1"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("unix:", "203.0.113.5", None),
        ("10.1.2.3", "'; --, \x00", "10.1.2.3"),
    ],
)
def test_the_session_and_the_trail_have_the_clients_address(
    alice: Person, remote: str, forwarded: str, address: str | None
) -> None:
    body: dict[str, Any] = {"username": "alice", "password": PASSWORD}
    with ringfence(TRUSTED_PROXIES=PROXIES):
        call("POST", "/api/token/", body, REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded})
    assert alice.get("/api/sessions/").json()["results"][0]["address"] == address
    assert alice.get("/api/me/activity/").json()["results"][0]["address"] == address
