"""The keys of tokens: three algorithms, a change of keys while people are logged in, and what is published of them."""

from __future__ import annotations

import base64
import json
from typing import Any

import jwt
import pytest
from django.core.exceptions import ImproperlyConfigured

from ringfence.accounts import keys
from ringfence.accounts.models import Activity, Session
from ringfence.ownership.scope import acting_as
from tests.accounts.forge import header_of, private_pem, public_pem, ringfence, secret, signing_with, simple_jwt
from tests.people import Person, call, log_in, sign_up
from tests.server.shapes import DEAD_TOKEN, NOTES, answer

JWKS = "/.well-known/jwks.json"
ALGORITHMS = ("HS256", "EdDSA", "RS256")
MEMBERS = {
    "EdDSA": {"kty", "crv", "x", "kid", "alg", "use"},
    "RS256": {"kty", "n", "e", "kid", "alg", "use"},
}
every_algorithm = pytest.mark.parametrize("algorithm", ALGORITHMS)


def retired(algorithm: str, which: int = 0) -> tuple[str, str]:
    """As ``RETIRED_KEYS`` lists it."""
    return algorithm, secret(which) if algorithm == "HS256" else public_pem(algorithm, which)


def opens(token: str) -> bool:
    return bool(call("GET", NOTES, token=token).status_code == 200)


def turn(refresh: str) -> Any:
    return call("POST", "/api/token/refresh/", {"refresh": refresh})


def ends_of(person: Person) -> tuple[list[str], int]:
    """Why the person's sessions ended, and how many thefts the trail tells of."""
    with acting_as(person.id):
        ended = Session.objects.exclude(revoked_at=None).values_list("revoked_because", flat=True)
        return list(ended), Activity.objects.filter(kind=Activity.Kind.REFRESH_REUSED).count()


@every_algorithm
def test_tokens_of_each_algorithm_name_their_key(db: None, algorithm: str) -> None:
    with signing_with(algorithm):
        person = sign_up("carol")
        assert header_of(person.access) == {"alg": algorithm, "kid": next(iter(keys.keyring())), "typ": "JWT"}
        assert header_of(person.refresh) == header_of(person.access)
        assert opens(person.access)
        assert opens(turn(person.refresh).json()["access"])


@pytest.mark.parametrize("after", ALGORITHMS)
@pytest.mark.parametrize("before", ALGORITHMS)
def test_after_a_change_of_keys_old_tokens_stay_good_and_new_ones_are_of_the_new_key(
    db: None, before: str, after: str
) -> None:
    with signing_with(before):
        person = sign_up("carol")
    with signing_with(after, 1), ringfence(RETIRED_KEYS=[retired(before)]):
        assert opens(person.access)
        assert answer(call("POST", "/api/token/verify/", {"token": person.refresh})) == (200, {})
        pair = turn(person.refresh).json()
        assert header_of(pair["refresh"])["kid"] == header_of(pair["access"])["kid"] == next(iter(keys.keyring()))
        assert header_of(pair["refresh"])["kid"] != header_of(person.refresh)["kid"]
        # Within the grace time the old token is answered with the same successor.
        assert turn(person.refresh).json()["refresh"] == pair["refresh"]
        assert opens(pair["access"])
        assert ends_of(person) == ([], 0)


@every_algorithm
def test_a_refresh_just_before_the_change_is_not_taken_for_a_theft(db: None, algorithm: str) -> None:
    with signing_with(algorithm):
        person = sign_up("carol")
        successor = turn(person.refresh).json()["refresh"]
    with signing_with(algorithm, 1), ringfence(RETIRED_KEYS=[retired(algorithm)]):
        again = turn(person.refresh).json()["refresh"]
        # A retired secret still signs the same; a retired public key cannot, and the new key does.
        assert (again == successor) is (algorithm == "HS256")
        assert turn(again).status_code == 200
        assert ends_of(person) == ([], 0)


@every_algorithm
def test_a_key_that_is_gone_opens_nothing_and_ends_nothing(db: None, algorithm: str) -> None:
    with signing_with(algorithm):
        person = sign_up("carol")
    with signing_with(algorithm, 1):
        assert answer(call("GET", NOTES, token=person.access)) == (401, DEAD_TOKEN)
        assert answer(turn(person.refresh)) == (401, DEAD_TOKEN)
    assert ends_of(person) == ([], 0)
    with signing_with(algorithm):
        assert opens(person.access)


def test_a_retired_key_verifies_by_its_own_algorithm_only(db: None) -> None:
    with signing_with("RS256"):
        person = sign_up("carol")
    # The public key as a shared secret: what an attacker would sign with.
    with signing_with("EdDSA", 1), ringfence(RETIRED_KEYS=[("RS512", public_pem("RS256"))]):
        assert answer(call("GET", NOTES, token=person.access)) == (401, DEAD_TOKEN)


@pytest.mark.parametrize("algorithm", ALGORITHMS[1:])
def test_a_stranger_verifies_a_token_with_the_published_keys(db: None, algorithm: str) -> None:
    with signing_with(algorithm, 1), ringfence(RETIRED_KEYS=[retired("RS256"), retired("EdDSA"), retired("HS256")]):
        person = sign_up("carol")
        response = call("GET", JWKS)
        assert response.headers["Cache-Control"] == "public, max-age=300"
        published = response.json()
        assert [key["alg"] for key in published["keys"]] == [algorithm, "RS256", "EdDSA"]
        for token in (person.access, person.refresh):
            key = jwt.PyJWKSet.from_dict(published)[jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(token, key, algorithms=[algorithm], audience="ringfence", issuer="ringfence")
            assert claims["user_id"] == person.id


def test_no_private_member_is_ever_published(db: None) -> None:
    # Even where somebody lists private keys among the retired ones.
    careless = [(name, private_pem(name, 2)) for name in ALGORITHMS[1:]]
    for algorithm in ALGORITHMS[1:]:
        with signing_with(algorithm), ringfence(RETIRED_KEYS=[*careless, retired("HS256")]):
            published = call("GET", JWKS).json()["keys"]
        assert len(published) == 3
        for key in published:
            assert set(key) == MEMBERS[key["alg"]]
            assert key["use"] == "sig"


@pytest.mark.parametrize("path", [JWKS, JWKS + "/"])
def test_with_a_shared_secret_nothing_is_published(db: None, path: str) -> None:
    with signing_with("HS256"), ringfence(RETIRED_KEYS=[retired("HS256", 1)]):
        assert answer(call("GET", path)) == (200, {"keys": []})


@pytest.mark.parametrize("path", ["/x.well-known/jwks.json", "/.well-knownXjwks.json", "/.well-known/jwksXjson"])
def test_the_key_set_has_one_address(db: None, path: str) -> None:
    assert call("GET", path).status_code == 404


def test_the_id_of_a_key_is_its_thumbprint_by_rfc_7638() -> None:
    # The example of RFC 8037, appendix A.3.
    x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": x}
    public = jwt.PyJWK({**jwk, "alg": "EdDSA"}).key
    from cryptography.hazmat.primitives import serialization

    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
    key = keys.Key("EdDSA", "", pem)
    assert key.jwk == jwk
    assert key.kid == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_the_id_of_a_secret_does_not_tell_the_secret() -> None:
    key = keys.Key("HS256", secret())
    assert secret() not in repr(key)
    told = json.dumps([key.kid, key.jwk])
    assert base64.urlsafe_b64encode(secret().encode()).decode().rstrip("=") not in told


def test_the_same_key_twice_is_one_key() -> None:
    with signing_with("EdDSA"), ringfence(RETIRED_KEYS=[retired("EdDSA"), retired("EdDSA", 1)]):
        ring = keys.keyring()
        assert len(ring) == 2
        assert next(iter(ring.values())).signing == private_pem("EdDSA")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SIGNING_KEY": "short"}, "below the minimum recommended length of 32 bytes"),
        ({"ALGORITHM": "HS512", "SIGNING_KEY": "x" * 63}, "below the minimum recommended length of 64 bytes"),
        ({"SIGNING_KEY": ""}, "SIGNING_KEY"),
        ({"ALGORITHM": "none"}, "none cannot sign tokens"),
        ({"ALGORITHM": "RS256", "SIGNING_KEY": "x" * 64}, "no key for RS256"),
        ({"ALGORITHM": "EdDSA", "SIGNING_KEY": "RSA"}, "no key for EdDSA"),
        ({"ALGORITHM": "EdDSA", "SIGNING_KEY": "public"}, "no key for EdDSA"),
        ({"ALGORITHM": "HS256", "SIGNING_KEY": "RSA"}, "no key for HS256"),
        ({"ALGORITHM": "EdDSA", "SIGNING_KEY": "own", "VERIFYING_KEY": "other"}, "not of one pair"),
    ],
)
def test_a_key_that_does_not_do_is_refused_and_the_message_says_why(changes: dict[str, str], said: str) -> None:
    pems = {"RSA": private_pem("RS256"), "own": private_pem("EdDSA")}
    pems |= {"public": public_pem("EdDSA"), "other": public_pem("EdDSA", 1)}
    with simple_jwt(**{name: pems.get(value, value) for name, value in changes.items()}):
        with pytest.raises(ImproperlyConfigured, match=said) as raised:
            keys.keyring()
        for secret_part in pems.values():
            assert secret_part not in str(raised.value)


def test_a_separate_verifying_key_is_used(db: None) -> None:
    with signing_with("EdDSA", VERIFYING_KEY=public_pem("EdDSA")):
        assert opens(sign_up("carol").access)
        assert opens(log_in("carol", 0).access)
