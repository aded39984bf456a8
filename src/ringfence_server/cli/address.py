"""Where the server listens and how people reach it: the socket's side of HOST and PORT."""

from __future__ import annotations

import errno
import ipaddress
import socket
from dataclasses import dataclass, replace

# Documentation addresses (RFC 5737, RFC 3849): connecting a datagram socket to one sends nothing.
_ELSEWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}


class CannotListen(Exception):
    """The address cannot be listened on; the message says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Address:
    """A numeric address and a port, with the ``host`` that was asked for."""

    host: str
    ip: str
    port: int
    family: socket.AddressFamily

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return ipaddress.ip_address(self.ip).is_loopback

    @property
    def is_wildcard(self) -> bool:
        """Whether it stands for every address of this machine."""
        return ipaddress.ip_address(self.ip).is_unspecified

    def names(self) -> list[str]:
        """Names and addresses, without brackets, that may reach the server; the best one first."""
        if not self.is_wildcard:
            return list(dict.fromkeys([self.host, self.ip]))
        families = dict.fromkeys([socket.AF_INET, self.family])
        return list(dict.fromkeys([*filter(None, map(_outward, families)), socket.gethostname(), "localhost"]))

    def origin(self, name: str) -> str:
        """The origin (RFC 6454) under ``name``: ``http://name:port``, brackets around IPv6."""
        return f"http://{bracketed(name)}:{self.port}"


def bracketed(name: str) -> str:
    """``name`` as it stands in a URL and in a Host header."""
    return f"[{name}]" if ":" in name else name


def resolve(host: str, port: int) -> Address:
    """The address that ``host`` and ``port`` mean. Raises :class:`CannotListen` for a name of nothing."""
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError) as error:
        raise CannotListen(f'HOST "{host}" is not an address or a name of this machine.') from error
    return Address(host=host, ip=str(where[0]), port=port, family=family)


def reserve(host: str, port: int) -> tuple[Address, socket.socket]:
    """Take the port for this process: the address and the listening socket that holds it.

    Granian's own sockets share a port with any other Granian of the same user, silently, so the port is taken
    exclusively first; close the socket just before serving. Raises :class:`CannotListen`.
    """
    address = resolve(host, port)
    holder = socket.socket(address.family, socket.SOCK_STREAM)
    try:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind((address.ip, port))
        holder.listen()
    except OSError as error:
        holder.close()
        raise CannotListen(_reason(error, host, port)) from error
    return replace(address, port=holder.getsockname()[1]), holder


def _reason(error: OSError, host: str, port: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {port} of {host} is taken: stop the program that uses it, or choose another PORT."
        case errno.EACCES:
            return f"Port {port} of {host} needs more rights than this account has: choose a PORT above 1023."
        case errno.EADDRNOTAVAIL:
            return f'HOST "{host}" is not an address or a name of this machine.'
        case _:
            return f"Cannot listen on port {port} of {host}: {error.strerror}."


def _outward(family: socket.AddressFamily) -> str | None:
    """The address that this machine uses towards others, if it has one."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((_ELSEWHERE[family], 9))
            return str(probe.getsockname()[0])
    except OSError:
        return None
