"""Functions for ``RINGFENCE["CLAIMS"]``, as a project would write them."""

from __future__ import annotations

from typing import Any


def team(user: Any, session: Any) -> dict[str, Any]:
    """Two claims of one's own."""
    return {"team": f"team of {user.username}", "device": session.device}


def taken(user: Any, session: Any) -> dict[str, Any]:
    """A claim that is not the hook's to set."""
    return {"user_id": 1}
