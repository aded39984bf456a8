"""Ports for servers that have to be told one."""

from __future__ import annotations

import random
import socket

# Below the ports that systems give to outgoing connections: one of those may take a port between the asking and the
# listening. By chance, since other processes ask as well.
_RANGE = range(20_000, 32_000)
_given: set[int] = set()


def free_port() -> int:
    """A port that nobody has just now, on no address of this machine; another one each time."""
    for port in random.sample(_RANGE, len(_RANGE)):
        with socket.socket() as probe:
            try:
                probe.bind(("", port))
            except OSError:
                continue
        if port not in _given:
            _given.add(port)
            return port
    raise OSError("There is no free port.")
