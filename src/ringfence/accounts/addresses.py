"""The client's address, which a proxy may speak for only if it is a configured one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from ringfence.accounts import config

# What one customer of a provider has: throttled address by address, IPv6 would be no throttle at all.
IPV6_PREFIX = 64


@dataclass(frozen=True, slots=True)
class Device:
    """What a request tells of where it comes from."""

    user_agent: str = ""
    address: str | None = None

    @property
    def name(self) -> str:
        """A name that a person recognises, "Firefox on Linux"; else the first product of the header, "curl"."""
        browser = next((name for token, name in _BROWSERS if token in self.user_agent), "")
        system = next((name for token, name in _SYSTEMS if token in self.user_agent), "")
        if browser:
            return f"{browser} on {system}" if system else browser
        return self.user_agent.partition("/")[0].partition(" ")[0][:100]

    @property
    def network(self) -> str | None:
        """Whom throttles count: the address, or the network of an IPv6 one."""
        return network_of(self.address)


# The first that occurs: most say that they are Chrome or Safari as well.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_of(request: Any) -> Device:
    """The device of a Django or REST framework request. Control characters are dropped from what it calls itself."""
    agent = "".join(c for c in request.META.get("HTTP_USER_AGENT", "") if c.isprintable())
    return Device(agent[:300], client_address(request.META))


def client_address(meta: Mapping[str, Any]) -> str | None:
    """The address that the request came from: the last one of X-Forwarded-For that no trusted proxy has.

    None where the server does not know whom it is connected to (a Unix socket).
    """
    networks = [ip_network(network) for network in config.get("TRUSTED_PROXIES")]
    hops = [meta.get("REMOTE_ADDR") or "", *reversed(str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(","))]
    last = None
    for hop in hops:
        address = _address(hop)
        if address is None:
            break
        last = str(address)
        if not any(address in network for network in networks):
            break
    return last


def network_of(address: str | None) -> str | None:
    """``address`` itself, or the /64 of an IPv6 one."""
    parsed = _address(address or "")
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, IPV6_PREFIX), strict=False))
    return address


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """The address in one form: without a zone, and an IPv4 one never as IPv6; None for anything else."""
    try:
        address = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address
