"""Checks of the settings: secrets, names, proxies, throttles, mail."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from ringfence_server.doctor import Finding, error, warning
from ringfence_server.production import weakness

_LOCAL = ("localhost", "127.0.0.1", "::1")
_MANY = 10


def secrets() -> Iterator[Finding]:
    """Both keys are strong, and two."""
    keys = {"RINGFENCE_SECRET_KEY": settings.SECRET_KEY}
    if settings.SIMPLE_JWT["ALGORITHM"].startswith("HS"):
        keys["RINGFENCE_SIGNING_KEY"] = settings.SIMPLE_JWT["SIGNING_KEY"]
    fix = "Set another: docs/how-to/rotate-keys.md says how without logging anybody out."
    for variable, key in keys.items():
        if why := weakness(key):
            yield error(f"{variable} {why}: whoever guesses it is anybody.", fix)
    if settings.SIMPLE_JWT["SIGNING_KEY"] == settings.SECRET_KEY:
        yield error("The secret key and the signing key are the same: what leaks one leaks both.", fix)


def debug() -> Iterator[Finding]:
    """Error pages show nothing."""
    if settings.DEBUG:
        yield error("RINGFENCE_DEBUG is on: error pages show settings and code.", "Set RINGFENCE_DEBUG=false.")


def names() -> Iterator[Finding]:
    """The server answers under the name that its links have, and under no other."""
    if "*" in settings.ALLOWED_HOSTS:
        yield error(
            "RINGFENCE_ALLOWED_HOSTS lets any name through.", "Set it to the names of the server, with commas between."
        )
    url = urlsplit(settings.RINGFENCE["PUBLIC_URL"])
    if not url.hostname or url.scheme not in ("http", "https"):
        yield error(f"RINGFENCE_PUBLIC_URL is no address: {url.geturl()}", "Set it to https:// and the server's name.")
        return
    if not validate_host(url.hostname, settings.ALLOWED_HOSTS):
        yield error(
            f"Links in mails lead to {url.hostname}, where the server does not answer.",
            f"Add {url.hostname} to RINGFENCE_ALLOWED_HOSTS, or set RINGFENCE_PUBLIC_URL.",
        )
    if settings.PRODUCTION and url.scheme == "http" and url.hostname not in _LOCAL:
        yield error(
            f"Links in mails lead to {url.geturl()}, where passwords and tokens can be read on the way.",
            "Put a proxy that speaks HTTPS in front (deploy/), and set RINGFENCE_PUBLIC_URL=https://…",
        )


def proxy() -> Iterator[Finding]:
    """A proxy is believed where there is one, and nobody else is."""
    behind_one = settings.SESSION_COOKIE_SECURE
    public_https = settings.RINGFENCE["PUBLIC_URL"].startswith("https:")
    if public_https and not behind_one:
        yield error(
            "People come by HTTPS (RINGFENCE_PUBLIC_URL), but cookies may go over plain HTTP.",
            "Set RINGFENCE_HTTPS=true, where a proxy in front ends HTTPS and sets X-Forwarded-Proto itself.",
        )
    trusted = [ip_network(network, strict=False) for network in settings.RINGFENCE["TRUSTED_PROXIES"]]
    for network in trusted:
        if network.prefixlen == 0:
            yield error(
                f"RINGFENCE_TRUSTED_PROXIES has {network}: everybody can claim any address, past every throttle.",
                "Name the proxy's own address, 127.0.0.1/32 for instance.",
            )
    if behind_one and not trusted:
        yield error(
            "A proxy is in front (RINGFENCE_HTTPS), but is not believed: everybody has its address, so that one "
            "person's failed log-ins shut out all.",
            "Set RINGFENCE_TRUSTED_PROXIES to the proxy's address, 127.0.0.1/32 for instance.",
        )


def throttles() -> Iterator[Finding]:
    """Guessing is slow."""
    scale = settings.RINGFENCE["THROTTLE_SCALE"]
    if not scale:
        yield error(
            "RINGFENCE_THROTTLE_SCALE=0: passwords and codes can be guessed without limit.",
            "Set it to 1, or leave it out.",
        )
    elif scale > _MANY:
        yield warning(
            f"RINGFENCE_THROTTLE_SCALE={scale:g}: passwords can be guessed so many times faster.", "Set it to 1."
        )


def mail() -> Iterator[Finding]:
    """Mails are sent."""
    if settings.PRODUCTION and settings.EMAIL_BACKEND.endswith(("dummy.EmailBackend", "console.EmailBackend")):
        yield warning(
            "No mail is sent: nobody can reset a forgotten password.",
            "Set RINGFENCE_EMAIL_URL, and RINGFENCE_EMAIL_FROM.",
        )


def origins() -> Iterator[Finding]:
    """Pages of other origins are chosen."""
    if settings.PRODUCTION and settings.CORS_ALLOW_ALL_ORIGINS:
        yield warning(
            "RINGFENCE_CORS_ORIGINS=*: every page may call the API with a token that it has been given.",
            "Name the origins, if they are known.",
        )


CHECKS = (secrets, debug, names, proxy, throttles, mail, origins)
