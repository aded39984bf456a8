"""The page about compiled reads says what the audit says of the server's routes, and what really closes a lane."""

from __future__ import annotations

import re

import pytest

from ringfence.api.audit import audit
from ringfence.lane import closed, creates
from tests.docs.pages import codes, read, rows, section

PAGE = "reference/compiled-reads.md"


@pytest.mark.django_db
def test_every_answer_of_the_audit_is_one_that_is_explained() -> None:
    forms = [codes(row[0])[0].partition("…")[0] for row in rows(PAGE)[:3]]
    assert forms == ["compiled, lane", "compiled, no lane: ", "REST framework: "]
    said = {route.reads for route in audit().routes if route.reads}
    assert said
    assert {one for one in said if not one.startswith(tuple(forms))} == set()


def test_the_methods_that_close_a_lane_are_looked_at() -> None:
    for_good = section(read(PAGE), "What closes a lane").partition("For one request")[0]
    methods, _, _, serializers, *_ = re.split(r"^- ", for_good, flags=re.MULTILINE)[1:]
    assert set(codes(methods)) <= {*closed._READING, *closed._LISTING}
    assert set(codes(serializers)) <= set(closed._SHOWING)


def test_the_limits_of_the_lane_of_creations_are_those_documented() -> None:
    text = section(read(PAGE), "Creations")
    assert f"over {creates.LONGEST_BODY:,} bytes" in text
    named = {f"HTTP_{code.upper().replace('-', '_')}" for code in codes(text) if "-" in code}
    assert named <= set(creates._UNUSUAL)
    own = re.search(r"by an own (.+?) and the like", text)
    assert own
    assert set(codes(own[1])) <= {*closed._CREATING, *closed._WRITING}
