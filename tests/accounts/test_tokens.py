"""Forged, cut, re-signed, misplaced and confused tokens, over HTTP and under each kind of key: none opens anything."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.accounts.forge import (
    b64,
    claims_of,
    compact,
    header_of,
    hmac_signer,
    private_key,
    public_pem,
    secret,
    signer,
    signing_with,
    unb64,
)
from tests.people import PASSWORD, Person, call, log_in, sign_up
from tests.server.shapes import DEAD_TOKEN, NOTES, answer

ALGORITHMS = ("HS256", "EdDSA", "RS256")
CHALLENGE = 'Bearer realm="api"'
VERIFY, REFRESH, LOGOUT = "/api/token/verify/", "/api/token/refresh/", "/api/logout/"
DEAD = (401, DEAD_TOKEN, CHALLENGE)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.fixture(params=ALGORITHMS)
def algorithm(request: Any) -> Iterator[str]:
    with signing_with(request.param):
        yield request.param


@pytest.fixture
def mallory(algorithm: str, db: None) -> Person:
    """Somebody with an account under the key of the test, and tokens to start from."""
    return sign_up("mallory")


def said(response: Any) -> tuple[int, Any, str | None]:
    return (*answer(response), response.headers.get("WWW-Authenticate"))


def accepted(tokens: Iterable[str]) -> list[tuple[str, Any]]:
    """Those that are answered in any other way than a dead token; in turn in the header and in the body."""
    found = []
    for turn, token in enumerate(tokens):
        fits_a_header = token.isascii() and token.isprintable()
        if (turn % 2 or not token.strip()) and fits_a_header:
            response = call("GET", NOTES, token=token)
        else:
            response = call("POST", VERIFY, {"token": token})
        if said(response) != DEAD:
            found.append((token[:300], said(response)))
    return found


def refreshed(tokens: Iterable[str]) -> list[tuple[str, Any]]:
    """Those that a refresh or a log-out takes, in turn."""
    return [
        (token[:300], said(response))
        for turn, token in enumerate(tokens)
        if said(response := call("POST", (REFRESH, LOGOUT)[turn % 2], {"refresh": token})) != DEAD
    ]


def with_claims(person: Person, algorithm: str, kind: str, **changes: Any) -> str:
    """The person's token with other claims, signed with the server's own key; ``...`` takes a claim away."""
    token = getattr(person, kind)
    claims = {**claims_of(token), **changes}
    kept = {name: value for name, value in claims.items() if value is not ...}
    return compact(header_of(token), kept, signer(algorithm))


def test_a_token_made_by_hand_opens_so_that_the_forgeries_fail_for_their_own_reason(
    mallory: Person, algorithm: str
) -> None:
    token = with_claims(mallory, algorithm, "access")
    assert call("GET", NOTES, token=token).status_code == 200
    assert answer(call("POST", VERIFY, {"token": token})) == (200, {})
    assert call("POST", REFRESH, {"refresh": with_claims(mallory, algorithm, "refresh")}).status_code == 200


def odd_headers(good: dict[str, Any]) -> Iterator[Any]:
    """Headers that the server never writes."""
    odd: list[Any] = [
        "none",
        "None",
        "NONE",
        "nOnE",
        "",
        None,
        0,
        [],
        ["HS256"],
        {},
        "HS384",
        "HS512",
        "RS512",
        "PS256",
    ]
    for alg in odd:
        if alg != good["alg"]:
            yield {**good, "alg": alg}
    for kid in ("", "x", "../../../dev/null", "/dev/null", "file:///etc/passwd", "' OR 1=1 --", good["kid"] + " "):
        yield {**good, "kid": kid}
    for kid in (0, 1, None, True, [], [good["kid"]], {}, {"kid": good["kid"]}, 1.5, "\x00", "é", "x" * 9_000):
        yield {**good, "kid": kid}
    for name in good:
        yield {other: value for other, value in good.items() if other != name}
    for typ in ("jwt", "at+jwt", "JWS", "", None, 5, ["JWT"]):
        yield {**good, "typ": typ}
    jwk = {"kty": "oct", "k": b64(b"attacker")}
    extras: list[dict[str, Any]] = [{"jwk": jwk}, {"jku": "https://evil.example/jwks.json"}, {"cty": "JWT"}]
    extras += [{"x5u": "https://evil.example/x"}, {"x5c": ["MIIB"]}, {"x5t": "x"}, {"zip": "DEF"}, {"enc": "A128GCM"}]
    extras += [{"b64": False}, {"b64": True}, {"b64": False, "crit": ["b64"]}, {"crit": []}, {"crit": ["exp"]}]
    extras += [{"crit": None}, {"crit": "b64"}, {"nonce": "x"}, {"": ""}]
    for extra in extras:
        yield {**good, **extra}
    yield from (b"", b"{}", b"[]", b"null", b'"x"', b"\xff", b"{", b"[" * 5_000, b'{"alg":' * 999, b"\xef\xbb\xbf{}")


def test_no_header_but_the_servers_own_is_taken_even_rightly_signed(mallory: Person, algorithm: str) -> None:
    good, claims = header_of(mallory.access), claims_of(mallory.access)
    sign = signer(algorithm)
    assert accepted(compact(header, claims, sign) for header in odd_headers(good)) == []


def test_nothing_but_the_right_key_signs(mallory: Person, algorithm: str) -> None:
    good, claims = header_of(mallory.access), claims_of(mallory.access)
    public = [public_pem(name) for name in ALGORITHMS[1:]]
    keys: list[bytes] = [b"", b"\x00" * 32, b"secret", good["kid"].encode(), mallory.access.encode()]
    for pem in public:
        keys += [pem.encode(), pem.strip().encode(), unb64("".join(pem.splitlines()[1:-1]))]
    if algorithm != "HS256":
        keys.append(json.dumps(call("GET", "/.well-known/jwks.json").json()["keys"][0]).encode())
    tokens = [
        compact({**good, "alg": alg}, claims, hmac_signer(key, name))
        for key in keys
        for alg, name in (("HS256", "sha256"), ("HS384", "sha384"), ("HS512", "sha512"), (good["alg"], "sha256"))
    ]
    tokens += [compact({**good, "alg": alg}, claims, signer(alg, 1)) for alg in ALGORITHMS]
    tokens += [compact(good, claims, lambda _: b""), compact(good, claims, lambda _: b"\x00" * 64)]
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": b64(private_key("EdDSA", 1).public_key().public_bytes_raw())}
    tokens += [compact({**good, "alg": "EdDSA", "jwk": jwk}, claims, signer("EdDSA", 1))]
    assert accepted(tokens) == []


def odd_claims(person: Person, other: Person) -> list[dict[str, Any]]:
    """Changes of claims, each of which makes the token worthless."""
    now = int(time.time())
    soon, just = float(now + 60), float(now - 60)
    own, foreign = claims_of(person.access)["sid"], claims_of(other.access)["sid"]
    required = ("exp", "iat", "iss", "aud", "jti", "sid", "user_id", "token_type")
    nothings: list[Any] = [..., None, "", [], {}, True, False, 1.5, "x", "\x00", "\ud800", 10**400]
    others = ["other", "Ringfence", "ringfence ", ["other"], ["other", 5], {"ringfence": 1}]
    odd: dict[str, list[Any]] = {name: list(nothings) for name in required}
    odd["exp"] += [now - 1, now, 0, -1, 1, -(10**18), 10**12, 10**18, 2**63, soon, str(now + 60)]
    odd["iat"] += [now + 60, -1, 10**12, 2**63, just, str(now - 60)]
    odd["nbf"] = [now + 60, -1, 10**18, str(now - 60), just, None, True, "x", [], {}]
    odd["user_id"] += [str(person.id), other.id, 0, -1, person.id + 2**32, 2**63, 2**64, float(person.id), [person.id]]
    odd["sid"] += [foreign, str(uuid4()), own.upper(), own.replace("-", ""), f"{{{own}}}", f"urn:uuid:{own}", [own]]
    odd["token_type"] += ["Access", "ACCESS", "access ", "Refresh", "sliding", "personal", ["access"], {"access": 1}]
    odd["iss"] += [*others, ["ringfence"]]
    odd["aud"] += others
    odd["jti"] += ["0" * 31, "g" * 32, "A" * 32, "0" * 33, uuid4().hex + "x"]
    return [{name: value} for name, values in odd.items() for value in values]


@pytest.mark.parametrize("kind", ["access", "refresh"])
def test_no_claim_may_be_wrong_even_rightly_signed(mallory: Person, bob: Person, algorithm: str, kind: str) -> None:
    changes = odd_claims(mallory, bob)
    assert len(changes) > 100
    tokens = [with_claims(mallory, algorithm, kind, **change) for change in changes]
    if kind == "access":
        assert accepted(tokens) == []
    else:
        assert refreshed(tokens) == []
        assert call("POST", REFRESH, {"refresh": mallory.refresh}).status_code == 200


def test_no_payload_but_one_object_of_claims_is_taken(mallory: Person, algorithm: str) -> None:
    header, raw = header_of(mallory.access), unb64(mallory.access.split(".")[1])
    past = b'{"exp":1,' + raw[1:]
    payloads: list[bytes] = [b"", b"[]", b"null", b"5", b'"x"', b"\xff", raw[:-1], raw + b"}", b"\xef\xbb\xbf" + raw]
    payloads += [mallory.access.encode(), json.dumps(mallory.access).encode(), b"[" + raw + b"]", b"[" * 9_000]
    payloads += [past, raw[:-1] + b',"exp":1}', raw[:-1] + b',"user_id":1}', b'{"sid":"x",' + raw[1:]]
    payloads += [b'{"exp":NaN,' + raw[1:], b'{"a":' * 2_000 + b"1" + b"}" * 2_000]
    payloads += [raw.replace(b'"exp":', b'"exp":Infinity,"e":'), raw.replace(b'"exp":', b'"exp":' + b"9" * 5_000)]
    assert accepted(compact(header, payload, signer(algorithm)) for payload in payloads) == []


def test_a_signature_has_no_second_spelling(mallory: Person, algorithm: str) -> None:
    signed, _, signature = mallory.access.rpartition(".")
    flipped = []
    for place, letter in list(enumerate(signature))[:: len(signature) // 43]:
        step = place % 62 + 1
        other = ALPHABET[(ALPHABET.index(letter) + step) % 64]
        flipped.append(f"{signed}.{signature[:place]}{other}{signature[place + 1 :]}")
    # The last letter carries bits that no byte takes: each of the other 63 is another spelling or another signature.
    flipped += [f"{signed}.{signature[:-1]}{letter}" for letter in ALPHABET if letter != signature[-1]]
    assert accepted(flipped) == []


def test_no_letter_of_a_token_may_change_be_missing_or_be_added(mallory: Person, bob: Person, algorithm: str) -> None:
    token = mallory.access
    header, payload, signature = token.split(".")
    _, other_payload, other_signature = bob.access.split(".")
    tokens = [token[:end] for end in range(1, len(token), 11)] + [token[start:] for start in range(1, len(token), 23)]
    places = [place for place in range(0, len(header) + len(payload), 9) if token[place] != "."]
    tokens += [f"{token[:place]}{'B' if token[place] == 'A' else 'A'}{token[place + 1 :]}" for place in places]
    tokens += [f"{header}.{payload}", f"{header}.{payload}.", f".{payload}.{signature}", f"{header}..{signature}"]
    tokens += [f"{header}.{payload}.{other_signature}", f"{header}.{other_payload}.{signature}", f"{token}.{signature}"]
    tokens += [
        f"{payload}.{header}.{signature}",
        f"{token}.{token}",
        f"{token}..",
        f"{token}{token}",
        ".",
        "..",
        "a.b.c",
    ]
    for more in ("=", "==", "===", "A", "!", "*", "%00", "%3D", "é", "İ", "\u200b", "\U0001f511", ",", ";x"):
        tokens += [f"{token}{more}", f"{header}{more}.{payload}.{signature}", f"{header}.{payload}{more}.{signature}"]
    middle = len(token) // 2
    tokens += [f"{token[:middle]}{space}{token[middle:]}" for space in (" ", "\t", "\n", "\r\n", "\u00a0", "\\n")]
    tokens += [token.upper(), token.lower(), token.swapcase(), token[::-1], f'"{token}"', f"'{token}'", f"<{token}>"]
    tokens += [f"Bearer {token}", f"Token {token}", f"{token} {token}", f"{token},{token}", f"{token}, Bearer {token}"]
    tokens += ["A" * 100_000, f"{token}{'A' * 100_000}", "." * 100_000, f"{header}.{payload}.{'A' * 100_000}"]
    tokens += ["\u0661" * 50, "é" * 50, "null", "undefined", "true", "[object Object]", "0", "-1"]
    assert len(tokens) > 100
    assert accepted(tokens) == []


def test_an_odd_authorization_header_is_401_and_never_500(mallory: Person, algorithm: str) -> None:
    token = mallory.access
    dead = [f"Bearer Bearer {token}", f"Bearer {token}, Bearer {token}", f"Bearer {token},{token}", "Bearer", "Bearer "]
    dead += [f"Bearer {token} x", f"Bearer {token}\xa0", f"Bearer \xff{token}", "Token", "bearer x", "Bearer \x00"]
    dead += [f'Bearer token="{token}"', f"Bearer={token} x Bearer", "Bearer " + "x" * 100_000, f"Token Token {token}"]
    for header in dead:
        response = call("GET", NOTES, headers={"Authorization": header})
        expected = DEAD if header.lower().split(" ")[0] in ("bearer", "token") else None
        assert expected is None or said(response) == expected, header
        assert response.status_code == 401
    for header in ("", " ", f"Basic {token}", token, f"Bearer:{token}", f"Bearer{token}", f",Bearer {token}", "\xff"):
        response = call("GET", NOTES, headers={"Authorization": header})
        assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, CHALLENGE), header
    for header in (f"bearer {token}", f"BEARER {token}", f"Token {token}", f"  Bearer   {token}  "):
        assert call("GET", NOTES, headers={"Authorization": header}).status_code == 200


def test_every_private_path_says_the_same_to_a_dead_token(mallory: Person, algorithm: str) -> None:
    paths = [NOTES, "/api/notes/1/", "/api/me/", "/api/me/factors/", "/api/me/tokens/", "/api/sessions/"]
    paths += ["/api/me/activity/", "/auth/users/me/", "/auth/users/set_password/", "/api/sessions/end-all/"]
    for token in (mallory.refresh, with_claims(mallory, algorithm, "access", exp=1), "nonsense"):
        for path in paths:
            for method in ("GET", "POST", "PATCH", "DELETE"):
                assert said(call(method, path, {}, token=token)) == DEAD, (method, path)


def test_a_personal_token_and_a_session_token_do_not_stand_for_each_other(mallory: Person, algorithm: str) -> None:
    body = {"name": "script", "scopes": ["notes:write"], "current_password": PASSWORD}
    made = call("POST", "/api/me/tokens/", body, token=mallory.access)
    assert made.status_code == 201, made.content
    personal = made.json()["token"]
    assert call("GET", NOTES, token=personal).status_code == 200
    assert refreshed([personal, f"rf_{mallory.refresh}"]) == []
    assert said(call("POST", VERIFY, {"token": personal})) == DEAD
    assert said(call("GET", NOTES, token=f"rf_{mallory.access}")) == DEAD
    assert said(call("GET", NOTES, token=personal.removeprefix("rf_"))) == DEAD


def test_a_token_signed_with_a_key_that_is_not_there_ends_no_session(mallory: Person, algorithm: str) -> None:
    forged = compact(header_of(mallory.refresh), claims_of(mallory.refresh), hmac_signer(secret(7)))
    assert refreshed([forged]) == []
    assert call("POST", REFRESH, {"refresh": mallory.refresh}).status_code == 200
    assert log_in("mallory", mallory.id).refresh != mallory.refresh
