"""What a server that others reach refuses to start with. Each sentence names the fix.

The settings ask :func:`refuse`, so that no way of starting passes it by; whether PostgreSQL's policies bind the role of
the server is asked of the live database, by ``ringfence up`` and by the WSGI application.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.exceptions import ImproperlyConfigured

# As Django's own check W009 has it.
SHORTEST_SECRET = 50
_FEWEST_CHARACTERS = 10
_MAKE_ONE = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))' makes one"


def refuse(*, secret_key: str, signing_key: str, algorithm: str, debug: bool, hosts: Sequence[str]) -> None:
    """Raise ``ImproperlyConfigured`` with every fault there is, if there is one."""
    faults = [*_secret_faults(secret_key, signing_key, algorithm), *_other_faults(debug, hosts)]
    if faults:
        raise ImproperlyConfigured("\n  ".join(["Not fit for production:", *faults]))


def weakness(secret: str) -> str:
    """Why a secret could be guessed; empty when it could not."""
    if secret.startswith("django-insecure-"):
        return "is Django's sample"
    if not secret:
        return "is missing"
    if len(secret) < SHORTEST_SECRET:
        return f"has {len(secret)} characters, and needs {SHORTEST_SECRET}"
    if len(set(secret)) < _FEWEST_CHARACTERS:
        return f"has {len(set(secret))} different characters, and needs {_FEWEST_CHARACTERS}"
    return ""


def refuse_unbound_role() -> None:
    """Raise ``ImproperlyConfigured`` when row-level security would not bind the server's role.

    A database that is away cannot be asked and refuses nothing: until it is back there is nothing to protect.
    """
    from django.conf import settings
    from django.core.checks import Tags, run_checks
    from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

    if not settings.PRODUCTION or connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        return
    try:
        found = run_checks(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS])
    except OperationalError:
        return
    finally:
        # The workers are forked from this process: a connection must not be shared.
        connections.close_all()
    faults = [message.msg for message in found if message.id == "ringfence.E009"]
    if faults:
        raise ImproperlyConfigured("\n  ".join(["Not fit for production:", *faults]))


def _secret_faults(secret_key: str, signing_key: str, algorithm: str) -> Iterator[str]:
    secrets = {"RINGFENCE_SECRET_KEY": secret_key, "RINGFENCE_SIGNING_KEY": signing_key}
    for variable, secret in secrets.items():
        # A private key as PEM is as strong as its kind.
        if why := weakness(secret) if not secret or algorithm.startswith("HS") or secret == secret_key else "":
            yield f"{variable} {why}: {_MAKE_ONE}."
    if secret_key and secret_key == signing_key:
        yield f"RINGFENCE_SECRET_KEY and RINGFENCE_SIGNING_KEY are the same: {_MAKE_ONE}."


def _other_faults(debug: bool, hosts: Sequence[str]) -> Iterator[str]:
    if debug:
        yield "RINGFENCE_DEBUG shows settings and code to everybody: set it to false."
    if not hosts:
        yield "RINGFENCE_ALLOWED_HOSTS is missing: set it to the names of the server, with commas between."
    if "*" in hosts:
        yield "RINGFENCE_ALLOWED_HOSTS lets any name through: set it to the names of the server."
