"""What the JSON parser takes and refuses, alone and in front of a view; how the request itself is read."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from ringfence.api.errors import TooLarge
from ringfence.api.parsers import StrictJSONParser
from ringfence.api.wsgi import UNMEASURED, StrictRequest


class Echo(APIView):
    """Answers with what was parsed."""

    authentication_classes = ()
    permission_classes = ()
    parser_classes = (StrictJSONParser,)

    def post(self, request: Request) -> Response:
        """Say it back."""
        return Response({"parsed": request.data})


def environ_of(**extra: str) -> dict[str, Any]:
    """A WSGI environment."""
    factory: Any = RequestFactory()
    environ: dict[str, Any] = factory._base_environ(**extra)
    return environ


def parse(body: bytes, media_type: str = "application/json") -> Any:
    return StrictJSONParser().parse(io.BytesIO(body), media_type, {})


def post(body: bytes, content_type: str = "application/json") -> tuple[int, Any]:
    factory: Any = APIRequestFactory()
    request = factory.generic("POST", "/echo/", body, content_type=content_type)
    answer = Echo.as_view()(request).render()
    return answer.status_code, json.loads(answer.content)


ACCEPTED = {
    "object": b'{"a": 1}',
    "empty object": b"{}",
    "array": b"[1, 2]",
    "string": b'"a"',
    "number": b"-0.5e-3",
    "true": b"true",
    "null": b"null",
    "surrounding white space": b' \t\r\n{"a" : 1} \n',
    "non-ASCII": '{"ключ": "значение 🙂"}'.encode(),
    "escapes": rb'{"a": "\"\\\/\b\f\n\r\t\u00e9"}',
    "escaped pair": rb'"\ud83d\ude00"',
    "escaped backslash before u0000": rb'"\\u0000"',
    "escaped backslash before ud800": rb'"\\ud800"',
    "noncharacter": rb'"\uffff"',
    "control character beyond NUL": rb'"\u0001"',
    "same key in two objects": b'[{"a": 1}, {"a": 2}]',
    "keys that differ in case": b'{"a": 1, "A": 2}',
    "many digits": b"9" * 4000,
    "largest double": b"1.7976931348623157e308",
    "number that vanishes": b"1e-400",
    "32 levels": b"[" * 32 + b"]" * 32,
    "32 levels of objects": b'{"a":' * 31 + b"{}" + b"}" * 31,
    "brackets in a string": json.dumps("[{" * 1000).encode(),
    "many siblings": b"[" + b",".join([b"{}"] * 1000) + b"]",
}


@pytest.mark.parametrize("body", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_json_by_the_standard_is_read_as_python_reads_it(body: bytes) -> None:
    assert parse(body) == json.loads(body)


DEEP = "The body is nested more than 32 levels deep."
NUL = "The body has a string with the NUL character (\\u0000), which cannot be stored."
HALF = "The body has a string with half a character (a lone surrogate, \\ud800 to \\udfff)."
INFINITE = "The body has a number that is too large."

REFUSED = {
    "duplicate key": (b'{"a": 1, "b": 2, "a": 3}', 'The key "a" occurs twice in one object.'),
    "equal duplicate": (b'{"a": 1, "a": 1}', 'The key "a" occurs twice in one object.'),
    "inner duplicate": (b'[{"x": {"k": [], "k": []}}]', 'The key "k" occurs twice in one object.'),
    "duplicate by escape": (rb'{"a": 1, "\u0061": 2}', 'The key "a" occurs twice in one object.'),
    "duplicate empty key": (b'{"": 1, "": 2}', 'The key "" occurs twice in one object.'),
    "duplicate half key": (rb'{"\ud800": 1, "\ud800": 2}', 'The key "\\ud800" occurs twice in one object.'),
    "duplicate long key": (
        b'{"%b": 1, "%b": 2}' % (b"k" * 5000, b"k" * 5000),
        f'The key "{"k" * 100}…" occurs twice in one object.',
    ),
    "NaN": (b'{"a": NaN}', "NaN is not JSON."),
    "Infinity": (b"[Infinity]", "Infinity is not JSON."),
    "-Infinity": (b"-Infinity", "-Infinity is not JSON."),
    "infinite": (b'{"a": 1e400}', INFINITE),
    "infinite downwards": (b"-1e400", INFINITE),
    "infinite by digits": (b"1" * 400 + b".0", INFINITE),
    "integer of 5,000 digits": (b"9" * 5000, "The body has a number with too many digits."),
    "negative one in an object": (
        b'{"a": -' + b"1" * 100_000 + b"}",
        "The body has a number with too many digits.",
    ),
    "33 levels": (b"[" * 33 + b"]" * 33, DEEP),
    "33 levels of objects": (b'{"a":' * 32 + b"{}" + b"}" * 32, DEEP),
    "deep among the shallow": (b"[[], {}, " + b"[" * 32 + b"]" * 32 + b"]", DEEP),
    "a million levels": (b"[" * 1_000_000 + b"]" * 1_000_000, DEEP),
    "a million objects": (b'{"a":' * 1_000_000, DEEP),
    "NUL": (rb'{"a": "x\u0000y"}', NUL),
    "NUL in a key": (rb'{"x\u0000": 1}', NUL),
    "NUL in an array": (rb'[["\u0000"]]', NUL),
    "NUL alone": (rb'"\u0000"', NUL),
    "NUL after an escaped backslash": (rb'"\\\u0000"', NUL),
    "high half": (rb'{"a": "\ud800"}', HALF),
    "low half": (rb'"\udc00x"', HALF),
    "halves in the wrong order": (rb'"\udc00\ud800"', HALF),
    "half in upper case": (rb'"\uDBFF"', HALF),
    "half in a key": (rb'{"\ud83d": 1}', HALF),
    "half after a pair": (rb'"\ud83d\ude00\ud83d"', HALF),
    "byte order mark": (
        b'\xef\xbb\xbf{"a": 1}',
        "The body starts with a byte order mark; JSON is sent without one.",
    ),
    "Latin-1": ('{"a": "é"}'.encode("latin-1"), "The body is not UTF-8 (at byte 7)."),
    "raw surrogate": (b'"\xed\xa0\x80"', "The body is not UTF-8 (at byte 1)."),
    "overlong": (b'"\xc0\x80"', "The body is not UTF-8 (at byte 1)."),
    "cut character": (b'"\xe2\x82', "The body is not UTF-8 (at byte 1)."),
    "UTF-16": ("{}".encode("utf-16"), "The body is not UTF-8 (at byte 0)."),
    "white space only": (b"  ", "The body is not JSON: Expecting value (line 1, column 3)."),
    "text": (b"abc", "The body is not JSON: Expecting value (line 1, column 1)."),
    "second line": (b'{\n"a": }', "The body is not JSON: Expecting value (line 2, column 6)."),
    "two values": (b"{} {}", "The body is not JSON: Extra data (line 1, column 4)."),
    "raw line feed": (b'"a\nb"', "The body is not JSON: Invalid control character at (line 1, column 3)."),
    "raw NUL": (b'"a\x00b"', "The body is not JSON: Invalid control character at (line 1, column 3)."),
}


@pytest.mark.parametrize(("body", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_anything_else_is_a_400_that_says_why(body: bytes, sentence: str) -> None:
    assert post(body) == (400, {"detail": sentence, "code": "parse_error"})


NOT_JSON = [
    *rb"""{ [ " [,] [1,] {,} {"a":1,} {'a':1} {a:1} {"a"1} {"a":} {"a"} {1:1} [1_2] ] } , :""".split(),
    *rb"""\x41 "\x41" "\u12" "\u12g4" "\u+123" "\U00000041" "\'" "\0" "\" "\u" ["a] {"a:1}""".split(),
    *rb""":1 ""x '' `a` 'a' {"a":'b'} {"a":1 {"a":1]""".split(),
    *b"+1 01 -01 - .5 5. 1e 1e+ 0x10 1_0 --1 1.e1 1.5.5 1,0 1e1.5 0b1 0o7 1f 1n \xd9\xa1 1\xd9\xa2".split(),
    *b"True tru nul None undefined nan inf -infinity Infinit NULL TRUE yes @a #a <a/> a=1&b=2 1; //x".split(),
    *[
        b"1 2",
        b"[1 2]",
        b'"\\u 123"',
        b'"\t"',
        b"// x\n1",
        b"\x0b1",
        b"\x0c1",
        b"\xc2\xa01",
        b"\xe2\x80\xa81",
    ],
    *[
        b"\x00",
        b"\x001",
        b"1\x00",
        b"--x\r\n\r\n--x--",
        b"\x1f\x8b\x08",
        b'"\xff"',
        b"\xfe\xff",
        b"\xff\xfe1\x00",
    ],
]


@pytest.mark.parametrize("body", NOT_JSON)
def test_what_other_readers_might_let_pass_is_not_json_here(body: bytes) -> None:
    with pytest.raises(ParseError) as refusal:
        parse(body)
    assert refusal.value.get_codes() == "parse_error"


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(value=json_values, ascii_only=st.booleans())
def test_whatever_can_be_stored_comes_through_as_it_was(value: Any, ascii_only: bool) -> None:
    assert parse(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@given(body=st.binary(max_size=60))
def test_no_bytes_at_all_are_worse_than_a_400(body: bytes) -> None:
    with suppress(ParseError):
        parse(body)


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", '"utf-8"'])
def test_the_charset_may_be_said_when_it_is_utf_8(charset: str) -> None:
    assert post(b'{"a": "\xc3\xa9"}', f"application/json; charset={charset}") == (200, {"parsed": {"a": "é"}})


@pytest.mark.parametrize("charset", ["latin-1", "utf-16", "utf-7", "us-ascii", "bz2_codec", "nonsense", ""])
def test_another_charset_is_415(charset: str) -> None:
    with pytest.raises(UnsupportedMediaType) as refusal:
        parse(b"{}", f"application/json; charset={charset}")
    assert str(refusal.value) == "JSON is read as UTF-8 only: leave the charset out."


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "", "json"]
)
def test_another_media_type_is_415(content_type: str) -> None:
    sentence = f'Unsupported media type "{content_type}" in request.'
    assert post(b"{}", content_type) == (415, {"detail": sentence, "code": "unsupported_media_type"})


def test_a_body_of_the_largest_size_is_read_and_one_byte_more_is_413(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    too_large = {"detail": "The request body is too large.", "code": "too_large"}
    assert post(b'"12345678"') == (200, {"parsed": "12345678"})
    assert post(b'"123456789"') == (413, too_large)
    with pytest.raises(TooLarge):
        parse(b'"123456789"')


def test_without_a_limit_any_size_is_read(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    assert parse(b"1" + b" " * 20_000_000) == 1


def test_a_large_body_of_the_worst_kinds_is_refused_or_read() -> None:
    assert len(parse(b"[" + b",".join([b"[]"] * 300_000) + b"]")) == 300_000
    assert len(parse(b"[" + b",".join([rb'"\ud83d\ude00"'] * 100_000) + b"]")) == 100_000
    with pytest.raises(ParseError):
        parse(b"[" * 2_000_000)


@pytest.fixture
def terminated() -> Callable[..., StrictRequest]:
    """Makes a WSGI environment whose input ends by itself, as servers that decode chunks give it."""

    def make(body: bytes, method: str = "POST", **environ: str) -> StrictRequest:
        made = environ_of(**{"REQUEST_METHOD": method, "CONTENT_TYPE": "application/json", **environ})
        made.pop("CONTENT_LENGTH", None)
        return StrictRequest({**made, "wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True})

    return make


def test_a_body_whose_length_was_not_announced_is_read(terminated: Any) -> None:
    answer = Echo.as_view()(terminated(b'{"a": 1}')).render()
    assert (answer.status_code, json.loads(answer.content)) == (200, {"parsed": {"a": 1}})


def test_a_body_whose_length_was_not_announced_is_marked_as_such(terminated: Any) -> None:
    assert terminated(b"{}").META[UNMEASURED] is True
    assert UNMEASURED not in terminated(b"{}", CONTENT_LENGTH="2", method="GET").META


def test_a_body_without_length_and_without_bytes_is_empty(terminated: Any) -> None:
    answer = Echo.as_view()(terminated(b"")).render()
    assert (answer.status_code, json.loads(answer.content)) == (200, {"parsed": {}})


def test_a_body_whose_length_was_not_announced_is_413_past_the_limit(terminated: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = Echo.as_view()(terminated(b'"123456789"')).render()
    assert (answer.status_code, json.loads(answer.content)["code"]) == (413, "too_large")


def test_the_start_of_a_body_that_is_too_large_cannot_be_taken_for_the_whole(terminated: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    request = terminated(b"0123456789abcdef")
    assert request.read(8) == b"01234567"
    assert request.read(3) == b"89a"
    with pytest.raises(RequestDataTooBig):
        request.read(1)


CHARSETS = [
    "bz2_codec",
    "idna",
    "punycode",
    "undefined",
    "utf-16",
    "rot13",
    "hex",
    "unicode_escape",
    "latin-1",
    "x",
]


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_content_type_does_not_choose_how_the_query_string_is_read(charset: str) -> None:
    environ = environ_of(QUERY_STRING="q=%C3%A9", CONTENT_TYPE=f"application/json; charset={charset}")
    assert StrictRequest(environ).GET["q"] == "é"


def test_a_content_type_that_cannot_be_read_is_415(terminated: Any) -> None:
    request = terminated(b"{}", CONTENT_TYPE="application/json; charset*=nonsense'en'x")
    answer = Echo.as_view()(request).render()
    assert (answer.status_code, json.loads(answer.content)) == (
        415,
        {
            "detail": 'Unsupported media type "application/octet-stream" in request.',
            "code": "unsupported_media_type",
        },
    )
