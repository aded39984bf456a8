"""For the tests of projects that use Ringfence: two owners, every route, and a database with its roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ringfence.testing.isolation import Report as Report
    from ringfence.testing.isolation import assert_isolated as assert_isolated

__all__ = ["Report", "assert_isolated"]


def __getattr__(name: str) -> Any:
    # Late, since pytest imports this package for its plugin before there are settings and apps.
    if name in __all__:
        from ringfence.testing import isolation

        return getattr(isolation, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
